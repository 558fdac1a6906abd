"""Writes of commissioning."""
