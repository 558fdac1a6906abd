"""Pages of ``diary``."""
