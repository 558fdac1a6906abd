"""Who may do what with searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, register_rule
from accounts.data import ADMINISTRATOR, AUTHOR, METHODOLOGIST
from learning_objects.api import is_verified_teacher
from search.actions.saving import OWN, SAVE
from search.actions.wishing import WISH

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from search.models import SavedSearch

    Person = User | AnonymousUser

SEE_REPORTS = "search.see_reports"


def register_rules() -> None:
    """Register every rule of the package."""
    register_rule(SEE_REPORTS, may_see_reports)
    register_rule(SAVE, may_save)
    register_rule(OWN, may_change)
    register_rule(WISH, may_wish)


def may_see_reports(user: Person, obj: Any = None) -> bool:
    """Methodologists know what to commission; administrators see what is looked for."""
    return has_role(user, METHODOLOGIST, ADMINISTRATOR)


def may_save(user: Person, obj: Any = None) -> bool:
    """Whoever is signed in keeps searches."""
    return user.is_authenticated


def may_change(user: Person, saved: SavedSearch) -> bool:
    """A saved search is one person's own."""
    return user.is_authenticated and saved.user_id == user.pk


def may_wish(user: Person, obj: Any = None) -> bool:
    """Teachers, and those who write and commission: a wish means work for somebody."""
    if not user.is_authenticated:
        return False
    return has_role(user, AUTHOR, METHODOLOGIST) or is_verified_teacher(user)
