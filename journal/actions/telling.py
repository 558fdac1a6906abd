"""Telling teachers that a material of their lessons was withdrawn, blocked or offered again.

The outbox brings the event; the teacher gets one notice, however many lessons use the material.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from core.api import acknowledge, pending
from journal.data import AT_HOME, CONSUMER
from journal.models import LessonMaterial
from journal.presenting import lesson_url
from learning_objects.data import BLOCK, RESTORED_TOPIC
from notices.api import notify_each
from notices.data import Note
from schedule.data import CANCELLED

# What was given for home is still worked on for a week after its lesson.
HOMEWORK_LASTS = timedelta(days=7)
BATCH = 50
RETIRED_NOTICE = "journal.material_retired"
BLOCKED_NOTICE = "journal.material_blocked"
RESTORED_NOTICE = "journal.material_restored"


def tell_teachers(*, now: datetime) -> int:
    """Tell whose coming lessons use what was withdrawn or restored; returns how many events.

    Each event in a transaction of its own; said again it tells nobody twice.
    """
    done = 0
    while items := pending(consumer=CONSUMER, limit=BATCH):
        for item in items:
            with transaction.atomic():
                _tell(item, now)
                acknowledge(ids=[item.pk])
        done += len(items)
    return done


def coming_uses(object_uuid: UUID, *, now: datetime) -> QuerySet[LessonMaterial]:
    """Return the materials of lessons to come that are versions of this object, soonest first.

    What is to be done at home counts until a week after its lesson.
    """
    return (
        LessonMaterial.objects.filter(
            Q(lesson__ends_at__gte=now)
            | Q(purpose=AT_HOME, lesson__ends_at__gte=now - HOMEWORK_LASTS),
            object_uuid=object_uuid,
            removed_at__isnull=True,
        )
        .exclude(lesson__status=CANCELLED)
        .select_related("lesson__teacher")
        .order_by("lesson__starts_at", "id")
    )


def _tell(item: Any, now: datetime) -> None:
    uuid = UUID(item.key)
    by_teacher: dict[int, dict[UUID, LessonMaterial]] = {}
    for use in coming_uses(uuid, now=now).iterator(chunk_size=2000):
        by_teacher.setdefault(use.lesson.teacher_id, {}).setdefault(use.lesson.uuid, use)
    if not by_teacher:
        return
    code = _code(item)
    notes = [
        Note(
            recipient=first.lesson.teacher,
            data={"title": first.title, "number": len(uses)},
            url=_place(uuid, list(uses)),
            dedupe=f"{code}:{uuid}:{item.pk}",
        )
        for uses in by_teacher.values()
        for first in [next(iter(uses.values()))]
    ]
    notify_each(code=code, notes=notes, now=now)


def _code(item: Any) -> str:
    if item.topic == RESTORED_TOPIC:
        return RESTORED_NOTICE
    return BLOCKED_NOTICE if item.payload.get("how") == BLOCK else RETIRED_NOTICE


def _place(object_uuid: UUID, lessons: list[UUID]) -> str:
    """Return the lesson, or the list of lessons when there are several."""
    if len(lessons) == 1:
        return lesson_url(lessons[0])
    return reverse("journal:with_material", args=[object_uuid])
