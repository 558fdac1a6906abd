"""Pages of ``school``."""
