"""Which dated lessons the lines of a plan fall on; knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journal.plans.data import LEFT_OUT, PlanLine

# The dates of the table count where most of them are days on which the class has the subject:
# last year's are not.
DATES_COUNT_FROM = 0.5


@dataclass(frozen=True, slots=True)
class DatedLesson:
    """A lesson of the timetable as far as a plan cares."""

    uuid: UUID
    day: date


def assign_lessons(
    lines: Sequence[PlanLine], dated: Sequence[DatedLesson], start: UUID | None = None
) -> dict[int, tuple[UUID, ...]]:
    """Return the lessons of each line that is not written yet, by its number, in order.

    A line of several hours takes several lessons. Lines fall on the lessons in order from
    ``start`` on (the first one when it is not among them), after the last lesson that is written;
    or on their own days, where the table's dates are days of this timetable. Lines that are left
    out take no lesson, and what finds none is not in the answer.
    """
    waiting = [line for line in lines if line.how != LEFT_OUT and not line.lessons]
    free = _free(lines, dated, start)
    if _dates_count(waiting, free):
        return _by_days(waiting, free)
    found, place = {}, 0
    for line in waiting:
        taken = free[place : place + line.hours]
        place += line.hours
        if taken:
            found[line.number] = tuple(lesson.uuid for lesson in taken)
    return found


def _free(
    lines: Sequence[PlanLine], dated: Sequence[DatedLesson], start: UUID | None
) -> list[DatedLesson]:
    places = {lesson.uuid: place for place, lesson in enumerate(dated)}
    written = [places[uuid] for line in lines for uuid in line.lessons if uuid in places]
    first = max(written) + 1 if written else places.get(start, 0) if start else 0
    return list(dated[first:])


def _dates_count(lines: Sequence[PlanLine], free: Sequence[DatedLesson]) -> bool:
    days = {lesson.day for lesson in free}
    told = [line.day for line in lines if line.day]
    fitting = sum(day in days for day in told)
    return bool(told) and fitting > DATES_COUNT_FROM * len(lines)


def _by_days(lines: Sequence[PlanLine], free: Sequence[DatedLesson]) -> dict[int, tuple[UUID, ...]]:
    by_day: dict[date, list[UUID]] = {}
    for lesson in free:
        by_day.setdefault(lesson.day, []).append(lesson.uuid)
    found = {}
    for line in lines:
        here = by_day.get(line.day, []) if line.day else []
        taken = tuple(here[: line.hours])
        del here[: line.hours]
        if taken:
            found[line.number] = taken
    return found
