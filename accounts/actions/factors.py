"""Taking lost second factors away."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions.sessions import forget_sessions
from accounts.models import User
from accounts.rules import require_manager
from core.api import record


@transaction.atomic
def reset_factors(*, user: User, by: User | None, now: datetime) -> int:
    """Remove all second factors and recovery codes of ``user`` and end their sessions.

    For somebody who has lost the phone and the codes: at the next sign-in they set up a new one.
    Returns how many were removed. Raises ``NotAllowed``.
    """
    require_manager(by)
    removed, _rows = Authenticator.objects.filter(user_id=user.pk).delete()
    if removed:
        forget_sessions(user)
        record(
            action="accounts.reset_factors",
            by=by.uuid if by else None,
            object_code="accounts.user",
            object_uuid=user.uuid,
            now=now,
            data={"count": removed},
        )
    return int(removed)
