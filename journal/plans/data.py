"""Typed values of plans from spreadsheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# States of a plan.
COLUMNS = "columns"
LAID = "laid"
WRITTEN = "written"
STATES = (COLUMNS, LAID, WRITTEN)

# What a column of the table may hold.
TITLE = "title"
NUMBER = "number"
HOURS = "hours"
DAY = "date"
HOMEWORK = "homework"
FIELDS = (TITLE, NUMBER, HOURS, DAY, HOMEWORK)
FIELD_LABELS: dict[str, str | Promise] = {
    TITLE: _("Theme of the lesson"),
    NUMBER: _("Lesson number"),
    HOURS: _("Hours"),
    DAY: _("Date"),
    HOMEWORK: _("Homework"),
}

# A year has 408 lessons at most; what is longer is no plan of one class.
MOST_LINES = 600
MOST_BYTES = 2 * 1024 * 1024
MOST_COLUMNS = 20
# Headings and titles of sections stand between the lessons.
MOST_ROWS = 1_200
LONGEST_CELL = 2_000
# Plans a teacher keeps; each holds a table.
MOST_PLANS = 40

# How the topic of a line came about.
PROPOSED = "proposed"
ACCEPTED = "accepted"
CHOSEN = "chosen"
LEFT_OUT = "left_out"
HOWS = (PROPOSED, ACCEPTED, CHOSEN, LEFT_OUT)

# How sure a proposal is, in words.
SURE, LIKELY, UNSURE = "sure", "likely", "unsure"
# Confidence is calibrated: of lessons placed with 0.85 at least, nine of ten are right.
SURE_FROM, LIKELY_FROM = 0.85, 0.60
# Below this the words say nothing of the topic, and only the place in the plan speaks for it.
WORDS_FROM = 0.05


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One lesson of a plan: ``row`` is its row in the table, ``hours`` the lessons it takes.

    ``topic`` with ``confidence`` and ``by_words`` (0–1) is what was proposed or chosen, ``how``
    one of :data:`HOWS`; ``day`` is what the table said, ``lesson`` the lesson it is written on.
    """

    number: int
    row: int
    title: str
    hours: int = 1
    day: date | None = None
    homework: str = ""
    topic: UUID | None = None
    confidence: float = 0.0
    by_words: float = 0.0
    how: str = PROPOSED
    lessons: tuple[UUID, ...] = ()

    @property
    def sureness(self) -> str:
        """How sure the topic is: one of ``sure``, ``likely``, ``unsure``."""
        if self.how in (ACCEPTED, CHOSEN):
            return SURE
        silent = self.by_words < WORDS_FROM
        if self.topic is None or self.confidence < LIKELY_FROM:
            return UNSURE
        if self.confidence >= SURE_FROM:
            return LIKELY if silent else SURE
        return UNSURE if silent else LIKELY

    @property
    def needs_a_look(self) -> bool:
        """Whether a person should look before it is written."""
        return self.how == PROPOSED and self.sureness == UNSURE

    def plain(self) -> dict[str, Any]:
        """Return the line as JSON."""
        return {
            "number": self.number,
            "row": self.row,
            "title": self.title,
            "hours": self.hours,
            "day": self.day.isoformat() if self.day else "",
            "homework": self.homework,
            "topic": str(self.topic) if self.topic else "",
            "confidence": round(self.confidence, 4),
            "by_words": round(self.by_words, 4),
            "how": self.how,
            "lessons": [str(uuid) for uuid in self.lessons],
        }


def line_of(plain: dict[str, Any]) -> PlanLine:
    """Return a line from what :meth:`PlanLine.plain` gave."""
    values = dict(plain)
    values["day"] = date.fromisoformat(plain["day"]) if plain["day"] else None
    values["topic"] = UUID(plain["topic"]) if plain["topic"] else None
    values["lessons"] = tuple(UUID(uuid) for uuid in plain["lessons"])
    return PlanLine(**values)


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What writing a plan did: lessons written, kept as they were, and lines without a lesson."""

    written: int
    kept: int
    waiting: int


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing did: lessons as they were before, and those that were changed since."""

    restored: int
    changed: int
