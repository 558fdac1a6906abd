"""Who else lets people in: packages above know whom their own managers may make accounts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.data import Admission, PeopleManager
from accounts.rules import require
from core.data import Registry

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

LET_IN = "accounts.let_in"
people_managers: Registry[PeopleManager] = Registry("people managers")


def register_people_manager(code: str, manager: PeopleManager) -> None:
    """Let ``manager(by, admission)`` allow new accounts and one-time passwords.

    Everything else about people (roles in the library, suspension, particulars) stays with the
    site's administrators.
    """
    people_managers.register(code, manager)


def may_let_in(user: User | AnonymousUser, admission: Admission) -> bool:
    """Say whether ``user`` may make this account or give it a one-time password."""
    from accounts.models import User as Person
    from accounts.queries import is_administrator

    if is_administrator(user):
        return True
    if not isinstance(user, Person):
        return False
    return any(manager(user, admission) for _code, manager in people_managers)


def require_letting_in(by: User | None, *, person: User | None, now: datetime) -> None:
    """Raise ``NotAllowed`` unless ``by`` may let ``person`` in; ``None`` is the system itself."""
    if by is not None:
        require(by, LET_IN, Admission(person, now))
