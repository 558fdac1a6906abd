"""Reads of ``core``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Min

from core.actions.outbox import consumers
from core.models import AuditEntry, OutboxItem


class OutboxLag(NamedTuple):
    """How many events wait for a consumer, and since how many seconds the oldest."""

    consumer: str
    waiting: int
    seconds: float


def pending(*, consumer: str, limit: int) -> list[OutboxItem]:
    """Return the oldest ``limit`` items that ``consumer`` has not acknowledged."""
    return list(OutboxItem.objects.filter(consumer=consumer).order_by("id")[:limit])


def outbox_lag(*, now: datetime) -> list[OutboxLag]:
    """Return what waits for each registered consumer, by name; one query."""
    rows = OutboxItem.objects.values_list("consumer").annotate(Count("id"), Min("created_at"))
    waiting = {consumer: (number, oldest) for consumer, number, oldest in rows}
    lags = []
    for name in sorted({*(name for name, _topics in consumers), *waiting}):
        number, oldest = waiting.get(name, (0, now))
        lags.append(OutboxLag(name, number, max(0.0, (now - oldest).total_seconds())))
    return lags


def read_trail(
    *, object_uuid: UUID, limit: int = 200, actions: Collection[str] = ()
) -> list[AuditEntry]:
    """Return the newest ``limit`` audit entries of an object, oldest first.

    ``actions``: only these, so that what is frequent does not crowd out what is looked for.
    """
    found = AuditEntry.objects.filter(object_uuid=object_uuid)
    if actions:
        found = found.filter(action__in=actions)
    return list(reversed(found.order_by("-id")[:limit]))
