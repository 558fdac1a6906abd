"""What cannot happen at once: one group, one pupil, one teacher, one room, one time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schedule.data import GROUP_CLASH, PUPILS_CLASH, ROOM_CLASH, TEACHER_CLASH

if TYPE_CHECKING:
    from schedule.models import Lesson

# Whether two subgroups of one class have a pupil in common on the day of the lesson.
Shares = Callable[["Lesson", "Lesson"], bool]


@dataclass(frozen=True, slots=True)
class Conflict:
    """``code`` says what is taken, ``lesson`` is the one that takes it."""

    code: str
    lesson: Lesson


class Clash(Exception):
    """The lesson cannot take place then: see ``conflict``."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(f"{conflict.code}: {conflict.lesson}")
        self.conflict = conflict


def find_conflict(wanted: Lesson, others: Iterable[Lesson], *, shares: Shares) -> Conflict | None:
    """Return the first of ``others`` (lessons that take place) that ``wanted`` cannot stand beside.

    Lessons of one school clash in a slot; a teacher's clash by the clock, in whatever school.
    """
    for other in others:
        if other.pk is not None and other.pk == wanted.pk:
            continue
        code = _conflict_code(wanted, other, shares)
        if code:
            return Conflict(code, other)
    return None


def _conflict_code(wanted: Lesson, other: Lesson, shares: Shares) -> str:
    same_slot = (
        other.school_id == wanted.school_id
        and other.date == wanted.date
        and other.slot == wanted.slot
    )
    if same_slot:
        if _same_class(wanted, other):
            return GROUP_CLASH
        if wanted.group.parent_id == other.group.parent_id is not None and shares(wanted, other):
            return PUPILS_CLASH
    if other.teacher_id == wanted.teacher_id and (same_slot or _overlap(wanted, other)):
        return TEACHER_CLASH
    if same_slot and wanted.room and other.room == wanted.room:
        return ROOM_CLASH
    return ""


def _same_class(wanted: Lesson, other: Lesson) -> bool:
    """The same group, or a class and one of its own subgroups."""
    if wanted.group_id == other.group_id:
        return True
    return wanted.group_id == other.group.parent_id or other.group_id == wanted.group.parent_id


def _overlap(wanted: Lesson, other: Lesson) -> bool:
    return wanted.starts_at < other.ends_at and other.starts_at < wanted.ends_at
