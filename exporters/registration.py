"""What ``exporters`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Nothing yet."""
