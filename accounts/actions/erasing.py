"""Erasing an account: what is personal goes, what was published stays with the name it had."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.administrators import refuse_losing_the_last
from accounts.actions.people import refuse_shell
from accounts.actions.sessions import forget_sessions
from accounts.lifecycle import erasure_parts
from accounts.models import User
from accounts.rules import require_manager
from core.api import record


class OwnAccount(Exception):
    """An administrator cannot erase the account they are working in."""


@transaction.atomic
def erase_person(*, user: User, by: User | None, now: datetime) -> None:
    """Remove the personal data of ``user`` and close the account for good.

    Packages remove what they registered (``accounts.api.register_erasure``). The row stays with its
    uuid alone, as the one that authorships, decisions and the audit point at; so do the rows that
    were merged into it. Raises :class:`OwnAccount`, ``ClosedForGood``, ``LastAdministrator``,
    ``NotAllowed``.
    """
    require_manager(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    check_erasure(user, by)
    forget_sessions(user)
    for _code, part in erasure_parts:
        part.apply(user=user, by=by, now=now)
    shells = list(User.objects.filter(merged_into=user))
    for row in [user, *shells]:
        _anonymise(row, now)
    record(
        action="accounts.erase",
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
        data={"merged": len(shells)},
    )


def check_erasure(user: User, by: User | None) -> None:
    """Raise what :func:`erase_person` would raise."""
    refuse_shell(user)
    if by is not None and by.pk == user.pk:
        raise OwnAccount
    refuse_losing_the_last(user)


def _anonymise(user: User, now: datetime) -> None:
    user.username = f"erased-{user.uuid.hex[:12]}"
    for name in ("first_name", "last_name", "patronymic", "email", "external_id", "language"):
        setattr(user, name, "")
    user.email_confirmed = user.must_change_password = user.is_active = False
    user.password_expires_at = user.last_login = None
    user.erased_at = now
    user.set_unusable_password()
    user.save()
