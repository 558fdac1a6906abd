"""A plan as its pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.data import TableRow
from framework.api import get_tree, node_label, path_labels
from journal.models import LessonPlan
from journal.plans.data import ACCEPTED, CHOSEN, LEFT_OUT, PlanLine
from journal.plans.words import (
    ACCEPTED_MARK,
    CHOSEN_MARK,
    LEFT_OUT_MARK,
    SURENESS,
    WRITTEN_MARK,
    say_words,
)
from schedule.api import Lesson

PREVIEW_ROWS = 8
SEPARATOR = " · "
LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class LineView:
    """A lesson of a plan: its topic in words, how sure it is as a word with a mark, its lessons."""

    line: PlanLine
    topic: str
    path: str
    label: str | Promise
    icon: str
    tone: str
    words: str
    lessons: tuple[Lesson, ...]
    url: str

    @property
    def is_open(self) -> bool:
        """Whether a proposal waits for the teacher."""
        return self.line.how == "proposed" and not self.line.lessons

    @property
    def percent(self) -> int:
        """How sure, in percent."""
        return min(99, round(self.line.confidence * 100))


def line_view(plan: LessonPlan, line: PlanLine, lessons: Sequence[Lesson] = ()) -> LineView:
    """Return a line in words; no query."""
    node = get_tree().get(line.topic) if line.topic else None
    label, icon, tone = _mark(line)
    return LineView(
        line=line,
        topic=node_label(node) if node else "",
        path=SEPARATOR.join(path_labels(node.uuid)[1:-1]) if node else "",
        label=label,
        icon=icon,
        tone=tone,
        words=say_words(line.by_words) if node and line.how != CHOSEN else "",
        lessons=tuple(lessons),
        url=reverse("journal:plan_line", args=[plan.uuid, line.number]),
    )


def _mark(line: PlanLine) -> tuple[str | Promise, str, str]:
    if line.lessons:
        return WRITTEN_MARK
    marks = {ACCEPTED: ACCEPTED_MARK, CHOSEN: CHOSEN_MARK, LEFT_OUT: LEFT_OUT_MARK}
    return marks.get(line.how) or SURENESS[line.sureness]


def headings_of(rows: Sequence[TableRow], first: int) -> list[str]:
    """Return a name for each column: its letter, and what the row above the lessons calls it."""
    width = max((len(row.cells) for row in rows), default=0)
    named = rows[first - 1].cells if 0 < first <= len(rows) else ()
    return [
        f"{_letter(column)}: {heading}" if heading else _letter(column)
        for column in range(width)
        for heading in [named[column][:LONGEST_HEADING] if column < len(named) else ""]
    ]


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else str(column + 1)


def beginnings_of(rows: Sequence[TableRow]) -> list[tuple[int, str]]:
    """Return where the lessons may begin: the index of a row, and the row in words."""
    return [
        (
            place,
            _("row %(number)d: %(text)s")
            % {"number": row.number, "text": SEPARATOR.join(filter(None, row.cells))[:60]},
        )
        for place, row in enumerate(rows[:15])
    ]


def preview_of(rows: Sequence[TableRow], first: int) -> list[dict[str, Any]]:
    """Return some rows of the table, from the heading on."""
    width = max((len(row.cells) for row in rows), default=0)
    start = max(0, first - 1)
    return [
        {
            "number": row.number,
            "cells": [*row.cells, *[""] * (width - len(row.cells))],
            "is_heading": place < first,
        }
        for place, row in enumerate(rows[start : start + PREVIEW_ROWS], start=start)
    ]


def lessons_by_line(
    lines: Sequence[PlanLine],
    places: Mapping[int, Sequence[UUID]],
    lessons: Mapping[UUID, Lesson],
) -> dict[int, tuple[Lesson, ...]]:
    """Return the lessons of each line: written ones, or those it would fall on."""
    return {
        line.number: tuple(
            lessons[uuid] for uuid in line.lessons or places.get(line.number, ()) if uuid in lessons
        )
        for line in lines
    }
