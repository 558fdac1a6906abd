"""What ``framework`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the permission rule, the state machine, and subjects as scopes of roles."""
    from accounts.api import register_rule, register_scope_choices
    from accounts.data import SUBJECT_SCOPE
    from framework import states
    from framework.rules import may_manage
    from framework.scopes import subject_choices

    register_rule(states.MANAGE, may_manage)
    register_scope_choices(SUBJECT_SCOPE, subject_choices)
