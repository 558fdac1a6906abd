"""Creating and changing people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.api import record


@transaction.atomic
def create_user(
    *,
    login: str,
    by: User | None,
    now: datetime,
    email: str = "",
    password: str | None = None,
    last_name: str = "",
    first_name: str = "",
    patronymic: str = "",
) -> User:
    """Create a person who may sign in; without a password only an invitation lets them in.

    ``by`` is ``None`` for the system (first run, commands). Raises ``ValidationError`` when the
    login or e-mail is taken or malformed; nothing is written then.
    """
    user = User(
        username=login,
        email=email,
        last_name=last_name,
        first_name=first_name,
        patronymic=patronymic,
        date_joined=now,
    )
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    record(
        action="accounts.create_user",
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
    )
    return user
