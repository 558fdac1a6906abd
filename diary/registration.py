"""What ``diary`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the rule."""
    from diary.rules import register_rules

    register_rules()
