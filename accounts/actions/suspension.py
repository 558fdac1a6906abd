"""Suspending and restoring people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.administrators import refuse_losing_the_last
from accounts.actions.people import refuse_shell
from accounts.models import User
from accounts.rules import require_manager
from core.api import record


@transaction.atomic
def suspend_user(*, user: User, by: User | None, now: datetime) -> None:
    """Close the sign-in of ``user``: sessions end at their next request, roles sleep.

    Raises ``LastAdministrator`` when nobody would be left to restore them.
    """
    require_manager(by)
    if not user.is_active:
        return
    refuse_losing_the_last(user)
    _set_active(user, active=False, action="accounts.suspend_user", by=by, now=now)


@transaction.atomic
def restore_user(*, user: User, by: User | None, now: datetime) -> None:
    """Open the sign-in of a suspended person again, with the roles they had.

    Raises ``ClosedForGood`` for what is left of a merged or erased account.
    """
    require_manager(by)
    refuse_shell(user)
    if not user.is_active:
        _set_active(user, active=True, action="accounts.restore_user", by=by, now=now)


def _set_active(user: User, *, active: bool, action: str, by: User | None, now: datetime) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    user.__dict__.pop("_mesh_roles", None)
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
    )
