"""The list of a person's sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session

from accounts.devices import describe_address, describe_device, device_icon
from accounts.models import User

SHOWN = 50


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session as it is shown: which device, from where, since when, used when."""

    number: int
    device: str
    icon: str
    place: str
    begun: datetime
    last_seen: datetime
    is_current: bool


def list_sessions(user: User, *, current_key: str, now: datetime) -> list[SessionView]:
    """Return the living sessions of ``user``, this one first, then the last used; two queries.

    A session lives while it has not run out and was begun with the present password.
    """
    kept = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-id")[:SHOWN])
    alive = _alive(user, [session.session_key for session in kept], now)
    shown = [_view(item, current_key) for item in kept if item.session_key in alive]
    return sorted(shown, key=lambda view: not view.is_current)


def _alive(user: User, keys: list[str], now: datetime) -> set[str]:
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    accepted = {user.get_session_auth_hash()}
    return {row.session_key for row in found if row.get_decoded().get(HASH_SESSION_KEY) in accepted}


def _view(item: Any, current_key: str) -> SessionView:
    return SessionView(
        number=item.pk,
        device=describe_device(item.user_agent),
        icon=device_icon(item.user_agent),
        place=describe_address(item.ip),
        begun=item.created_at,
        last_seen=item.last_seen_at,
        is_current=item.session_key == current_key,
    )
