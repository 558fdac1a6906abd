"""What people do with their own notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.api import User
from notices.models import Notice
from notices.moments import to_the_millisecond


def mark_read(*, uuids: Iterable[UUID], by: User, now: datetime) -> int:
    """Note that ``by`` has read these of their own notices; returns how many were new."""
    moment = to_the_millisecond(now)
    return _own(by).filter(uuid__in=list(uuids), read_at__isnull=True).update(read_at=moment)


def mark_unread(*, uuids: Iterable[UUID], by: User) -> int:
    """Make these notices of ``by`` new again; returns how many were read."""
    return _own(by).filter(uuid__in=list(uuids), read_at__isnull=False).update(read_at=None)


def mark_all_read(*, by: User, now: datetime) -> int:
    """Note that ``by`` has read everything; returns how many notices were new."""
    return _own(by).filter(read_at__isnull=True).update(read_at=to_the_millisecond(now))


def undo_reading(*, by: User, moment: datetime) -> int:
    """Make new again what ``by`` marked as read at ``moment``, to the millisecond."""
    return _own(by).filter(read_at=to_the_millisecond(moment)).update(read_at=None)


def _own(person: User) -> QuerySet[Notice]:
    return Notice.objects.filter(recipient=person)
