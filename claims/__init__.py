"""The law as dated data, and the rules that turn findings and law into a claim."""
