"""One line for the audit, before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What one entry says of one object; who and when are said for all lines together."""

    action: str
    object_code: str
    object_uuid: UUID
    data: dict[str, Any] = field(default_factory=dict)
