"""The door of ``exporters``."""

__all__ = []
