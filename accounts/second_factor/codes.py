"""Recovery codes: shown once after they were made, then only counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.models import User
from core.api import record

# After the first look the same session may still read and download them for as long.
READABLE = timedelta(minutes=10)
UNTIL_KEY = "recovery_codes_until"


def count_codes(user: User) -> int:
    """Return how many recovery codes are left."""
    kept = _codes_of(user)
    return len(kept.get_unused_codes()) if kept else 0


def read_codes(user: User, session: SessionBase, *, now: datetime) -> list[str]:
    """Return the unused codes if they may still be shown in this session, else nothing.

    The first look opens them for :data:`READABLE` in that session only.
    """
    kept = _codes_of(user)
    if kept is None:
        return []
    mark = f"{kept.instance.pk}:{(now + READABLE).timestamp()}"
    if not kept.did_view:
        kept.mark_as_viewed()
        session[UNTIL_KEY] = mark
    code_set, _colon, until = str(session.get(UNTIL_KEY, "")).partition(":")
    if code_set != str(kept.instance.pk) or now.timestamp() >= float(until or 0):
        return []
    return list(kept.get_unused_codes())


@transaction.atomic
def renew_codes(*, user: User, now: datetime) -> None:
    """Make a new set of codes; the old ones stop working."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    record(
        action="accounts.renew_codes",
        by=user.uuid,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
    )


def _codes_of(user: User) -> RecoveryCodes | None:
    kept = Authenticator.objects.filter(
        user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return kept.wrap() if kept else None
