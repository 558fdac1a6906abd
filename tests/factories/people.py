"""People with roles, made through the same actions that people use."""

from __future__ import annotations

from itertools import count
from uuid import UUID

from accounts.api import User, create_user, grant_role
from accounts.data import Scope
from core.api import now

_numbers = count(1)
SURNAMES = ["Алексеева", "Борисов", "Виноградова", "Григорьев", "Дмитриева", "Егоров"]


def make_user(
    *roles: str, login: str = "", subject: UUID | None = None, password: str = ""
) -> User:
    """Make a person with ``roles``, everywhere or within one ``subject``."""
    number = next(_numbers)
    user = create_user(
        login=login or f"person{number}",
        by=None,
        now=now(),
        password=password or None,
        last_name=SURNAMES[number % len(SURNAMES)],
        first_name="Анна",
        patronymic="Павловна",
    )
    scope = Scope("subject", subject) if subject else Scope()
    for role in roles:
        grant_role(user=user, role=role, by=None, now=now(), scope=scope)
    return user
