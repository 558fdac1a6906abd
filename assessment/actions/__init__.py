"""Writes of ``assessment``."""
