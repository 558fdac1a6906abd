"""The one answer to "may X do Y to Z", fed by rules that packages register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.data import Rule
from core.data import Registry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

rules: Registry[Rule] = Registry("permission rules")


class NotAllowed(Exception):
    """The person may not do this. At the edge it becomes 403, or 404 for what they may not see."""

    def __init__(self, action: str) -> None:
        super().__init__(f"not allowed: {action}")
        self.action = action


def register_rule(action: str, rule: Rule) -> None:
    """Let ``rule(user, object)`` answer for ``action`` (``"package.verb"``); one rule an action."""
    rules.register(action, rule)


def may(user: User | AnonymousUser, action: str, obj: Any = None) -> bool:
    """Say whether ``user`` may do ``action`` to ``obj``.

    An unregistered action raises ``UnknownRegistration``: a misspelt permission must not read as
    "no" in one place and go unnoticed. A suspended person (``is_active`` false) may do nothing
    beyond what a visitor may.
    """
    rule = rules.get(action)
    if user.is_authenticated and not user.is_active:
        from django.contrib.auth.models import AnonymousUser

        user = AnonymousUser()
    return rule(user, obj)


def require(user: User | AnonymousUser, action: str, obj: Any = None) -> None:
    """Raise :class:`NotAllowed` unless ``may(user, action, obj)``."""
    if not may(user, action, obj):
        raise NotAllowed(action)


def require_manager(by: User | None) -> None:
    """Raise :class:`NotAllowed` unless ``by`` manages people; ``None`` is the system itself."""
    if by is not None:
        require(by, "accounts.manage_people")
