"""What ``framework`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the permission rule and the state machine."""
    from accounts.api import register_rule
    from framework import states
    from framework.rules import may_manage

    register_rule(states.MANAGE, may_manage)
