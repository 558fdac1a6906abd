"""Pages of ``schedule``."""
