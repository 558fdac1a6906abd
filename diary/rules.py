"""Who keeps a diary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import register_rule
from core.api import now
from school.api import standings_of
from school.data import GUARDIAN, PUPIL

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User

    Person = User | AnonymousUser

KEEP = "diary.keep"


def register_rules() -> None:
    """Register the rule of the package; who sees whose diary is ``school.see_pupil``."""
    register_rule(KEEP, may_keep)


def may_keep(user: Person, obj: Any = None) -> bool:
    """Whoever is or was a pupil, and who answers for one today."""
    if not user.is_authenticated:
        return False
    moment = now()
    return any(
        item.role == PUPIL or (item.role == GUARDIAN and item.answers_on(item.day_at(moment)))
        for item in standings_of(user)
    )
