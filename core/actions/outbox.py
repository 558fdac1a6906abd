"""Writing to the outbox and taking from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from core.models import OutboxItem
from core.registry import Registry

_BATCH = 500
consumers: Registry[frozenset[str]] = Registry("outbox consumers")


def register_consumer(*, name: str, topics: Iterable[str]) -> None:
    """Ask for events: ``name`` gets every later event whose topic is among ``topics``."""
    consumers.register(name, frozenset(topics))


def emit(*, topic: str, key: str, now: datetime, payload: dict[str, Any] | None = None) -> None:
    """Write one event for each consumer of ``topic``; call it inside the change's transaction.

    ``key`` names the changed object (usually its uuid). Raises ``RuntimeError`` outside a
    transaction, because an event that is not atomic with its change may be lost or lie.
    """
    emit_all(topic=topic, events=[(key, payload or {})], now=now)


def emit_all(*, topic: str, events: Iterable[tuple[str, dict[str, Any]]], now: datetime) -> None:
    """Write many events of one topic, each as (key, payload), in few statements.

    Raises ``RuntimeError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"emit({topic!r}) outside a transaction")
    waiting = [name for name, topics in consumers if topic in topics]
    OutboxItem.objects.bulk_create(
        (
            OutboxItem(consumer=name, topic=topic, key=key, payload=payload, created_at=now)
            for key, payload in events
            for name in waiting
        ),
        batch_size=_BATCH,
    )


def acknowledge(*, ids: Iterable[int]) -> int:
    """Delete the items that a consumer has made durable; returns how many there were."""
    return OutboxItem.objects.filter(id__in=list(ids)).delete()[0]
