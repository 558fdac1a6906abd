"""The door of ``diary``."""

__all__ = []
