"""A week or a day laid out as a table: rows are lessons of the day, columns days or classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from schedule.data import BellTime, Week

if TYPE_CHECKING:
    from schedule.models import Lesson
    from school.api import Group


@dataclass(slots=True)
class Cell:
    """What happens in one slot of one day (or class): lessons, cancelled ones too."""

    day: date
    slot: int
    lessons: list[Lesson] = field(default_factory=list)
    group: Group | None = None

    @property
    def free(self) -> bool:
        """Whether nothing takes place then."""
        return all(lesson.status == "cancelled" for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Row:
    """One slot with its bell (``None`` when the bell is gone) and its cells."""

    slot: int
    bell: BellTime | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One day of a week with its lessons in order, each with its bell (if that still rings)."""

    day: date
    is_today: bool
    lessons: list[tuple[Lesson, BellTime | None]]


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A week as a table (``rows``) and as lists by day (``columns``)."""

    columns: list[Column]
    rows: list[Row]


def week_grid(
    lessons: Sequence[Lesson], bells: Iterable[BellTime], week: Week, today: date
) -> WeekGrid:
    """Lay out a week: Monday to Saturday, Sunday only when it has lessons."""
    shown = [day for day in week.days if day.weekday() < 6 or any(x.date == day for x in lessons)]
    by_place: dict[tuple[date, int], list[Lesson]] = {}
    for lesson in lessons:
        by_place.setdefault((lesson.date, lesson.slot), []).append(lesson)
    slots = dict(_slots(lessons, bells))
    rows = [
        Row(slot, bell, [Cell(day, slot, by_place.get((day, slot), [])) for day in shown])
        for slot, bell in slots.items()
    ]
    columns = [
        Column(day, day == today, [(row, slots[row.slot]) for row in lessons if row.date == day])
        for day in shown
    ]
    return WeekGrid(columns, rows)


def day_grid(
    lessons: Sequence[Lesson], bells: Iterable[BellTime], groups: Sequence[Group], day: date
) -> list[Row]:
    """Lay out a day of a school: a column a class; its subgroups' lessons stand in it."""
    by_place: dict[tuple[int, int], list[Lesson]] = {}
    for lesson in lessons:
        column = lesson.group.parent_id or lesson.group_id
        by_place.setdefault((column, lesson.slot), []).append(lesson)
    return [
        Row(
            slot,
            bell,
            [Cell(day, slot, by_place.get((group.pk, slot), []), group) for group in groups],
        )
        for slot, bell in _slots(lessons, bells)
    ]


def _slots(
    lessons: Sequence[Lesson], bells: Iterable[BellTime]
) -> list[tuple[int, BellTime | None]]:
    known = {bell.number: bell for bell in bells}
    return [(slot, known.get(slot)) for slot in sorted({*known, *(row.slot for row in lessons)})]
