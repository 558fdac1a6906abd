"""Who manages institutes: the chiefs of each its own, administrators all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, register_rule
from accounts.data import CHIEF_MODERATOR
from moderation.interests import institute_ids
from moderation.models import Institute

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User

    Person = User | AnonymousUser

MANAGE = "moderation.manage_institute"
FOUND = "moderation.found_institute"


def register_rules() -> None:
    """Register every rule of institutes."""
    register_rule(MANAGE, may_manage)
    register_rule(FOUND, may_found)


def may_manage(user: Person, institute: Institute | None = None) -> bool:
    """An administrator, or a chief who works for this institute; without one, for any."""
    if is_administrator(user):
        return True
    if not has_role(user, CHIEF_MODERATOR):
        return False
    own: list[int] = institute_ids(user)  # type: ignore[arg-type]
    return institute is None or institute.pk in own


def may_found(user: Person, obj: Any = None) -> bool:
    """Administrators make regional institutes and close them."""
    return is_administrator(user)
