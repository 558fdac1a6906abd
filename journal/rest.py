"""REST routes of ``journal``, mounted by ``cms.rest`` under ``/api/v1/lessons/``.

Read only, for who is signed in; a lesson that one may not see answers 404.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import may
from journal.data import LessonView, MaterialView
from journal.models import LessonEntry
from journal.presenting import lesson_view
from journal.queries import entries_of, materials_for_class, materials_of
from journal.rules import EDIT, SEE
from schedule.api import get_lesson

router = Router(tags=["journal"], auth=django_auth)


class MaterialOut(Schema):
    """A pinned version on a lesson; ``url`` is its page, empty when there is none any more.

    ``standing`` is ``newest``, ``outdated``, ``withdrawn``, ``absent`` or, for the teacher alone,
    ``blocked``.
    """

    object_uuid: UUID
    version: int
    kind: str
    title: str
    purpose: str
    note: str
    standing: str
    url: str


class LessonOut(Schema):
    """A lesson with what the journal says of it; times carry the offset of the school's zone."""

    uuid: UUID
    date: date
    slot: int
    starts_at: datetime
    ends_at: datetime
    subject: str
    group: str
    room: str
    status: str
    topic_uuid: UUID | None
    topic: str
    theme: str
    homework: str
    materials: list[MaterialOut]


@router.get("{uuid:uuid}", response=LessonOut, url_name="lesson", summary="One lesson")
def read_lesson(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    """Give a lesson to its teacher, its pupils, their guardians and the leaders of the school."""
    lesson = get_lesson(uuid=uuid)
    if lesson is None or not may(request.user, SEE, lesson):
        raise HttpError(404, "Not Found")
    entry = entries_of([lesson]).get(lesson.pk)
    read = materials_of if may(request.user, EDIT, lesson) else materials_for_class
    materials = read([lesson]).get(lesson.pk, [])
    return lesson_out(lesson_view(lesson), entry, materials)


def lesson_out(
    view: LessonView, entry: LessonEntry | None, materials: list[MaterialView]
) -> dict[str, Any]:
    """Return a lesson as :class:`LessonOut` has it."""
    return {
        "uuid": view.uuid,
        "date": view.day,
        "slot": view.slot,
        "starts_at": view.starts,
        "ends_at": view.ends,
        "subject": view.subject,
        "group": view.group,
        "room": view.room,
        "status": view.status_code,
        "topic_uuid": entry.topic_uuid if entry else None,
        "topic": entry.topic_title if entry else "",
        "theme": entry.theme if entry else "",
        "homework": entry.homework if entry else "",
        "materials": [material_out(item) for item in materials],
    }


def material_out(item: MaterialView) -> dict[str, Any]:
    """Return a material as :class:`MaterialOut` has it."""
    return {
        "object_uuid": item.object_uuid,
        "version": item.number,
        "kind": item.kind,
        "title": item.title,
        "purpose": item.purpose,
        "note": item.note,
        "standing": item.standing,
        "url": item.url,
    }
