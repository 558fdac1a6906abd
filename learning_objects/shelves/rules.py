"""Who may read, fill and share a shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.api import register_rule

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.models import Shelf

    Person = User | AnonymousUser

SEE = "learning_objects.see_shelf"
FILL = "learning_objects.fill_shelf"
OWN = "learning_objects.own_shelf"


def register_shelf_rules() -> None:
    """Register the rules of shelves."""
    register_rule(SEE, may_see)
    register_rule(FILL, may_fill)
    register_rule(OWN, may_own)


def may_own(user: Person, shelf: Shelf) -> bool:
    """The owner alone shares a shelf, names it and takes it away: not even an administrator."""
    return user.is_authenticated and user.is_active and shelf.owner_id == user.pk


def may_see(user: Person, shelf: Shelf) -> bool:
    """The owner and those with whom it is shared; who has the link asks another address."""
    if may_own(user, shelf):
        return True
    return _shared(user, shelf)


def may_fill(user: Person, shelf: Shelf) -> bool:
    """The owner, and colleagues who may write."""
    if may_own(user, shelf):
        return True
    return _shared(user, shelf, may_write=True)


def _shared(user: Person, shelf: Shelf, **right: bool) -> bool:
    if not user.is_authenticated or not user.is_active or shelf.removed_at is not None:
        return False
    return shelf.shares.filter(user_id=user.pk, **right).exists()
