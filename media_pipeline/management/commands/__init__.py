"""Commands of ``media_pipeline``."""
