"""Writes of ``media_pipeline``."""
