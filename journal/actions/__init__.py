"""Writes of ``journal``."""
