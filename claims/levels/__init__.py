"""Service levels under the contract: how availability and fix times are measured, and the bod that follows."""
