"""Promise against reality: which incidents test which promise, by what, and how clearly."""
