"""Writing to the audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from core.audit_lines import AuditLine
from core.models import AuditEntry

_BATCH = 500


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


def record_all(*, lines: Iterable[AuditLine], by: UUID | None, now: datetime) -> None:
    """Append many entries in few statements: packages change thousands of objects at once."""
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                at=now,
                action=line.action,
                actor_uuid=by,
                object_code=line.object_code,
                object_uuid=line.object_uuid,
                data=line.data,
            )
            for line in lines
        ),
        batch_size=_BATCH,
    )
