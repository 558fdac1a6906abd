"""Pages of ``journal``."""
