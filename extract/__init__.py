"""Finds promises, incidents, adverse statements, losses and terms in text, each with its quote and its place."""
