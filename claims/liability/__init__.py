"""Who answers for it: conditions, causation, excuses, notice of breach, what speaks against the claim."""
