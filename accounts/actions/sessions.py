"""Ending sessions."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.rules import require
from core.api import record


@transaction.atomic
def end_session(*, user: User, number: int, by: User, now: datetime) -> bool:
    """End one session of ``user`` by its number in the list; returns whether there was one."""
    require(by, "accounts.change_profile", user)
    ended = _end(UserSession.objects.filter(user=user, pk=number))
    if ended:
        _note(user, ended, by, now)
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, user: User, keep: str, by: User, now: datetime) -> int:
    """End all sessions of ``user`` but the one with the key ``keep``; returns how many."""
    require(by, "accounts.change_profile", user)
    ended = _end(UserSession.objects.filter(user=user).exclude(session_key=keep))
    if ended:
        _note(user, ended, by, now)
    return ended


def forget_sessions(user: User) -> int:
    """End all sessions of ``user``; the caller's action is what the audit tells."""
    return _end(UserSession.objects.filter(user=user))


def _end(sessions: Any) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    kept = list(sessions)
    for session in kept:
        store.delete(session.session_key)
    sessions.model.objects.filter(pk__in=[session.pk for session in kept]).delete()
    return len(kept)


def _note(user: User, count: int, by: User, now: datetime) -> None:
    record(
        action="accounts.end_sessions",
        by=by.uuid,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
        data={"count": count},
    )
