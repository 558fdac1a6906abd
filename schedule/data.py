"""Typed values of ``schedule``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from schedule.models import Lesson

PLANNED = "planned"
HELD = "held"
CANCELLED = "cancelled"
STATUSES = (PLANNED, HELD, CANCELLED)
STATUS_LABELS: dict[str, str | Promise] = {
    PLANNED: _("planned"),
    HELD: _("held"),
    CANCELLED: _("cancelled"),
}

MOST_SLOTS = 14

GROUP_CLASH = "group"
PUPILS_CLASH = "pupils"
TEACHER_CLASH = "teacher"
ROOM_CLASH = "room"


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, and the Mondays of its neighbours."""

    monday: date
    sunday: date
    previous_monday: date
    next_monday: date

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days in order."""
        return tuple(self.monday + timedelta(days=number) for number in range(7))


@dataclass(frozen=True, slots=True)
class BellTime:
    """Lesson ``number`` of a day: from ``starts`` to ``ends`` by the clock of the school."""

    number: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class LessonOn:
    """A lesson as somebody asks about it on ``day``; rules take a bare lesson as asked today."""

    lesson: Lesson
    day: date


@dataclass(frozen=True, slots=True)
class Refused:
    """A lesson that could not be copied to ``date``: and the reason in words."""

    date: date
    slot: int
    group_title: str
    subject_title: str
    words: str


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What copying a week did: lessons made, those that stood there already, those refused."""

    made: int
    already: int
    refused: tuple[Refused, ...]
