"""Writes of ``framework``."""
