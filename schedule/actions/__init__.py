"""Writes of ``schedule``."""
