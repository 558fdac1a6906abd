"""Template tags of ``accounts``."""
