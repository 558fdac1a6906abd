"""The bells of a school, and the moments of lessons that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Case, DateTimeField, Value, When

from accounts.api import User, require
from core.api import record
from schedule.data import MOST_SLOTS, PLANNED, BellTime
from schedule.models import Bell, Lesson
from schedule.queries import bells_of
from schedule.states import PLAN
from schedule.times import lesson_moments
from school.api import School, school_day
from school.data import SchoolOn

SOME_DAY = date(2000, 1, 3)  # only its clock is read


class WrongBells(ValueError):
    """Bells that overlap, run backwards or stand twice; ``number`` is the first such lesson."""

    def __init__(self, number: int) -> None:
        super().__init__(f"lesson {number}")
        self.number = number


class BellInUse(Exception):
    """Lessons are planned at a bell that would go; ``lesson`` is the first of them."""

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(str(lesson))
        self.lesson = lesson


@transaction.atomic
def set_bells(
    *, school: School, bells: Sequence[BellTime], by: User | None, now: datetime
) -> list[BellTime]:
    """Write all bells of a school; coming lessons move to the new times, past ones stay.

    Raises ``NotAllowed``, :class:`WrongBells`, :class:`BellInUse`.
    """
    require_plan(by, school, now)
    lock_school(school)
    ordered = _check(bells)
    _refuse_losing(school, {bell.number for bell in ordered}, now)
    Bell.objects.filter(school=school).delete()
    Bell.objects.bulk_create(
        Bell(school=school, number=bell.number, starts=bell.starts, ends=bell.ends)
        for bell in ordered
    )
    time_lessons_anew(school=school, now=now)
    record(
        action="schedule.set_bells",
        by=by.uuid if by else None,
        object_code="school.school",
        object_uuid=school.uuid,
        now=now,
        data={"bells": len(ordered)},
    )
    return ordered


def time_lessons_anew(*, school: School, now: datetime) -> int:
    """Compute the moments of today's and later planned lessons; returns how many days changed.

    One statement a day, whatever the number of lessons.
    """
    bells = bells_of(school)
    today = school_day(school, now)
    coming = Lesson.objects.filter(school=school, status=PLANNED, date__gte=today)
    days = sorted(set(coming.values_list("date", flat=True)))
    for day in days:
        moments = {bell.number: lesson_moments(day, bell, school.zone) for bell in bells}
        coming.filter(date=day, slot__in=moments).update(
            starts_at=_by_slot({slot: pair[0] for slot, pair in moments.items()}),
            ends_at=_by_slot({slot: pair[1] for slot, pair in moments.items()}),
        )
    return len(days)


def _by_slot(moments: dict[int, datetime]) -> Case:
    cases = [When(slot=slot, then=Value(moment)) for slot, moment in moments.items()]
    return Case(*cases, output_field=DateTimeField())


def _check(bells: Sequence[BellTime]) -> list[BellTime]:
    ordered = sorted(bells, key=lambda bell: bell.number)
    for position, bell in enumerate(ordered):
        before = ordered[position - 1] if position else None
        in_range = 0 <= bell.number <= MOST_SLOTS and bell.starts < bell.ends
        follows = before is None or (before.number < bell.number and before.ends <= bell.starts)
        if not in_range or not follows:
            raise WrongBells(bell.number)
    return ordered


def _refuse_losing(school: School, numbers: set[int], now: datetime) -> None:
    coming = Lesson.objects.filter(
        school=school, status=PLANNED, date__gte=school_day(school, now)
    ).exclude(slot__in=numbers)
    lost = coming.select_related("group", "school", "teacher").order_by("date", "slot").first()
    if lost is not None:
        raise BellInUse(lost)


def standard_bells(first: time, *, lessons: int, minutes: int = 45) -> list[BellTime]:
    """Return ``lessons`` bells from ``first`` on.

    Breaks are ten minutes long, twenty after the second and the third lesson. What would run past
    midnight is left out.
    """
    bells: list[BellTime] = []
    at = datetime.combine(SOME_DAY, first)
    for number in range(1, lessons + 1):
        ends = at + timedelta(minutes=minutes)
        if ends.date() != SOME_DAY:
            break
        bells.append(BellTime(number, at.time(), ends.time()))
        at = ends + timedelta(minutes=20 if number in {2, 3} else 10)
    return bells


def require_plan(by: User | None, school: School, now: datetime) -> None:
    """Raise ``NotAllowed`` unless ``by`` plans the timetable of ``school``; the system may."""
    if by is not None:
        require(by, PLAN, SchoolOn(school, school_day(school, now)))


def lock_school(school: School) -> None:
    """Let one change of a school's timetable happen at a time."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
