"""What follows when a factor is added, removed or used."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts.actions.sessions import end_other_sessions
from accounts.models import User
from accounts.second_factor.policy import FACTORS, SHOWN_KEY, has_second_factor
from core.api import now, record


def connect() -> None:
    """Listen to allauth."""
    signals.authenticator_added.connect(on_added, dispatch_uid="accounts.factor_added")
    signals.authenticator_removed.connect(on_removed, dispatch_uid="accounts.factor_removed")


def on_added(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Trust this session, and let the others, begun by a password alone, sign in again."""
    if authenticator.type not in FACTORS:
        return
    request.session[SHOWN_KEY] = user.pk
    end_other_sessions(user=user, keep=request.session.session_key or "", by=user, now=now())
    _note("accounts.add_factor", user, authenticator)


def on_removed(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Write it down."""
    if authenticator.type not in FACTORS:
        return
    if not has_second_factor(user):
        request.session.pop(SHOWN_KEY, None)
    _note("accounts.remove_factor", user, authenticator)


def _note(action: str, user: User, authenticator: Authenticator) -> None:
    record(
        action=action,
        by=user.uuid,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now(),
        data={"type": str(authenticator.type)},
    )
