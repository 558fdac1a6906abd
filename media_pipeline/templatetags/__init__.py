"""Template tags of ``media_pipeline``."""
