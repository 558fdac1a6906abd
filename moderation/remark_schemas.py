"""Shapes of remarks in REST: a new one, and a ready text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Field, Schema

from moderation.data import Moment
from moderation.forms import REMARK_LIMIT
from moderation.models import CannedRemark
from moderation.moments import DAY


class MomentSchema(Schema):
    """A second, counted from 0, of a recording that the place links to."""

    recording: str = Field(min_length=1, max_length=2000)
    second: int = Field(ge=0, lt=DAY)


class RemarkIn(Schema):
    """A new remark; without ``field`` and ``block`` it is about the whole object."""

    severity: str = Field(pattern="^(must|should|note)$")
    text: str = Field(min_length=1, max_length=REMARK_LIMIT)
    field: str = ""
    block: str = ""
    item: str = ""
    canned: UUID | None = None
    moment: MomentSchema | None = None

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of ``add_remark``."""
        moment = Moment(**self.moment.dict()) if self.moment else None
        return {**self.dict(), "moment": moment}


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
