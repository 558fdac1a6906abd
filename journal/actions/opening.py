"""What every change of a lesson's journal begins with: the right, the state, the lock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.api import User, require
from core.api import record
from journal.models import LessonEntry
from journal.rules import EDIT
from schedule.api import Lesson
from schedule.data import CANCELLED

LESSON = "lesson"


class LessonCancelled(Exception):
    """The lesson does not take place: there is nothing to write in the journal."""


class TooLong(Exception):
    """A text is longer than its column: ``limit`` characters."""

    def __init__(self, field: str, limit: int) -> None:
        super().__init__(f"{field}: more than {limit} characters")
        self.field = field
        self.limit = limit


def open_entry(*, lesson: Lesson, by: User, now: datetime) -> LessonEntry:
    """Return the lesson's line, locked until the transaction ends; made when it was missing.

    Raises ``NotAllowed`` and :class:`LessonCancelled`.
    """
    locked = (
        Lesson.objects.select_for_update(no_key=True).only("status", "teacher").get(pk=lesson.pk)
    )
    # A cancellation or a substitution in the same moment waits for this, or is seen here.
    lesson.status, lesson.teacher_id = locked.status, locked.teacher_id
    require(by, EDIT, lesson)
    if lesson.status == CANCELLED:
        raise LessonCancelled
    LessonEntry.objects.get_or_create(lesson=lesson, defaults={"changed_by": by, "changed_at": now})
    return LessonEntry.objects.select_for_update().get(lesson=lesson)


def write_trail(verb: str, *, lesson: Lesson, by: User, now: datetime, **data: Any) -> None:
    """Leave a line in the audit of the lesson."""
    record(
        action=f"journal.{verb}",
        by=by.uuid,
        object_code=LESSON,
        object_uuid=lesson.uuid,
        now=now,
        data=data,
    )


def check_length(field: str, text: str, limit: int) -> str:
    """Return the text without blanks around it and with plain line ends; raises ``TooLong``."""
    clean = text.replace("\r\n", "\n").strip()
    if len(clean) > limit:
        raise TooLong(field, limit)
    return clean
