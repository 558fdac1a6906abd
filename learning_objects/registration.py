"""What ``learning_objects`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register rules, checks and consumers."""
