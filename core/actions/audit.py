"""Writing to the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from core.models import AuditEntry


def record(
    *,
    action: str,
    by: UUID | None,
    object_code: str,
    object_uuid: UUID,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """Append one entry. ``by`` is the person's uuid, ``None`` for the system itself."""
    AuditEntry.objects.create(
        at=now,
        action=action,
        actor_uuid=by,
        object_code=object_code,
        object_uuid=object_uuid,
        data=data or {},
    )
