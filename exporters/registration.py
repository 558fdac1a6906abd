"""What ``exporters`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the permission rule and the states."""
    from exporters import states  # noqa: F401  # the machine registers itself
    from exporters.rules import register_rules

    register_rules()
