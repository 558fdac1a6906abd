"""The door of ``journal``."""

__all__ = []
