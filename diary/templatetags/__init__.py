"""Template tags of ``diary``."""
