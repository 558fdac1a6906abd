"""Who makes selections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, register_rule
from accounts.data import METHODOLOGIST
from learning_objects.selections.states import EDIT, MAKE

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.models import Selection

    Person = User | AnonymousUser


def register_selection_rules() -> None:
    """Register the rules of selections."""
    register_rule(MAKE, may_make)
    register_rule(EDIT, may_edit)


def may_make(user: Person, obj: Any = None) -> bool:
    """Methodologists recommend."""
    return has_role(user, METHODOLOGIST)


def may_edit(user: Person, selection: Selection) -> bool:
    """Whoever made it, while they are a methodologist; an administrator, for people leave."""
    if is_administrator(user):
        return True
    return may_make(user) and selection.made_by_id == user.pk
