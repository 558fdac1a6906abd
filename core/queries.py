"""Reads of ``core``."""

from __future__ import annotations

from uuid import UUID

from core.models import AuditEntry, OutboxItem


def pending(*, consumer: str, limit: int) -> list[OutboxItem]:
    """Return the oldest ``limit`` items that ``consumer`` has not acknowledged."""
    return list(OutboxItem.objects.filter(consumer=consumer).order_by("id")[:limit])


def read_trail(*, object_uuid: UUID, limit: int = 200) -> list[AuditEntry]:
    """Return the newest ``limit`` audit entries of an object, oldest first."""
    newest = AuditEntry.objects.filter(object_uuid=object_uuid).order_by("-id")[:limit]
    return list(reversed(newest))
