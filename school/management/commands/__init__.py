"""Management commands of ``school``."""
