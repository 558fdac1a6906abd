"""REST routes of ``notices``, mounted by ``cms.rest`` under ``/api/v1/notices/``.

Everything is about the signed-in person's own notices; another's answer 404.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from core.api import now
from notices import api
from notices.queries import get_notice, notices_of, unread_count
from notices.views.access import signed_in
from notices.words import view_of

router = Router(tags=["notices"], auth=django_auth)
PAGE_LIMIT = 100
MOST_OFFSET = 1_000_000


class NoticeOut(Schema):
    """A notice in the reader's language; ``url`` is a path of this site or empty."""

    uuid: UUID
    code: str
    group: str
    title: str
    text: str
    url: str
    created_at: datetime
    read_at: datetime | None


class NoticesOut(Schema):
    """A page of notices, the newest first; ``unread`` stops counting at 100."""

    count: int
    unread: int
    items: list[NoticeOut]


class NoticesQuery(Schema):
    """Which notices, and the page."""

    new: bool = False
    limit: int = Field(20, ge=1, le=PAGE_LIMIT)
    offset: int = Field(0, ge=0, le=MOST_OFFSET)


class MarkedOut(Schema):
    """How many notices changed, and the moment that takes it back (``undo``)."""

    changed: int
    moment: datetime | None = None


class UndoIn(Schema):
    """The moment of a ``read`` that is to be taken back."""

    moment: datetime


@router.get("", response=NoticesOut, url_name="notices")
def list_notices(request: HttpRequest, query: Query[NoticesQuery]) -> dict[str, Any]:
    """Return the notices of the signed-in person."""
    person = signed_in(request)
    rows = notices_of(person, only_new=query.new)
    page = rows[query.offset : query.offset + query.limit]
    return {
        "count": rows.count(),
        "unread": unread_count(person),
        "items": [view_of(row) for row in page],
    }


@router.post("read-all", response=MarkedOut, url_name="notices_read_all")
def read_all(request: HttpRequest) -> dict[str, Any]:
    """Mark everything as read."""
    moment = now()
    return {"changed": api.mark_all_read(by=signed_in(request), now=moment), "moment": moment}


@router.post("undo", response=MarkedOut, url_name="notices_undo")
def undo(request: HttpRequest, body: UndoIn) -> dict[str, Any]:
    """Make new again what was marked as read at ``moment``."""
    return {"changed": api.undo_reading(by=signed_in(request), moment=body.moment)}


@router.post("{uuid}/read", response=MarkedOut, url_name="notice_read")
def read_one(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    """Mark one notice as read."""
    moment = now()
    _own_or_404(request, uuid)
    changed = api.mark_read(uuids=[uuid], by=signed_in(request), now=moment)
    return {"changed": changed, "moment": moment}


@router.post("{uuid}/unread", response=MarkedOut, url_name="notice_unread")
def unread_one(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    """Make one notice new again."""
    _own_or_404(request, uuid)
    return {"changed": api.mark_unread(uuids=[uuid], by=signed_in(request))}


def _own_or_404(request: HttpRequest, uuid: UUID) -> None:
    if get_notice(signed_in(request), uuid=uuid) is None:
        raise HttpError(404, "Not Found")
