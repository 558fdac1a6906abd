"""Reads of ``notices``: a person's own, always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.api import User
from notices.data import MOST_COUNTED, NoticeDay, NoticeView
from notices.models import Notice
from notices.moments import to_the_millisecond
from notices.words import view_of


def unread_count(user: User) -> int:
    """Return how many notices ``user`` has not read; one query, which stops counting at 100."""
    return _unread(user)[: MOST_COUNTED + 1].count()


def notices_of(user: User, *, only_new: bool = False) -> QuerySet[Notice]:
    """Return the notices of ``user``, the newest first."""
    return _unread(user) if only_new else Notice.objects.filter(recipient=user)


def get_notice(user: User, *, uuid: UUID) -> Notice | None:
    """Return the notice with ``uuid`` if it is one of ``user``'s."""
    return Notice.objects.filter(recipient=user, uuid=uuid).first()


def count_read_at(user: User, moment: datetime) -> int:
    """Return how many notices ``user`` marked as read at ``moment``."""
    return Notice.objects.filter(recipient=user, read_at=to_the_millisecond(moment)).count()


def by_day(rows: Iterable[Notice]) -> list[NoticeDay]:
    """Return the notices in words, day by day of the library's clock, in the order given."""
    views: Iterator[NoticeView] = (view_of(row) for row in rows)
    days = groupby(views, key=lambda item: timezone.localtime(item.created_at).date())
    return [NoticeDay(day, tuple(items)) for day, items in days]


def _unread(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(recipient=user, read_at__isnull=True)
