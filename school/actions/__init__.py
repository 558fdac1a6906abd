"""Writes of ``school``."""
