"""What was lost, and by which rule: tables of the municipality, rows of the law, interest, limitation, the cap."""
