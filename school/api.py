"""The door of ``school``."""

__all__ = []
