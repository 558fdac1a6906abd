"""Writes of ``exporters``."""
