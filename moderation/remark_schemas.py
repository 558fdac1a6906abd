"""Shapes of remarks in REST: a new one, and a ready text."""

from __future__ import annotations

from uuid import UUID

from ninja import Field, Schema

from moderation.forms import REMARK_LIMIT
from moderation.models import CannedRemark


class RemarkIn(Schema):
    """A new remark; without ``field`` and ``block`` it is about the whole object."""

    severity: str = Field(pattern="^(must|should|note)$")
    text: str = Field(min_length=1, max_length=REMARK_LIMIT)
    field: str = ""
    block: str = ""
    item: str = ""
    canned: UUID | None = None


class ReadyRemarkOut(Schema):
    """A ready text; ``institute`` is the name of the institute, ``None`` for one's own."""

    uuid: UUID
    kind: str
    severity: str
    text: str
    used: int
    institute: str | None

    @staticmethod
    def resolve_institute(canned: CannedRemark) -> str | None:
        """Return the name of the institute that keeps it."""
        return canned.institute.title if canned.institute else None
