"""Takes documents in: bytes kept as received, named by fingerprint, and text with its offsets."""
