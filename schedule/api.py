"""The door of ``schedule``."""

__all__ = []
