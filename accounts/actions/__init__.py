"""Writes of ``accounts``."""
