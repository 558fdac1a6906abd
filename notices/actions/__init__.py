"""Writes of ``notices``."""
