"""Planning a lesson, moving it, cancelling it, holding it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.api import User, may
from core.api import record
from framework.api import get_node
from framework.data import SUBJECT
from schedule.actions.bells import lock_school, require_plan
from schedule.clashes import Clash, find_conflict
from schedule.data import CANCELLED, PLANNED, LessonOn
from schedule.models import Lesson
from schedule.queries import bells_of, lessons
from schedule.states import LESSONS, PLAN, Attempt
from schedule.times import lesson_moments
from school.api import Group, School, places_of, pupil_periods, school_day
from school.data import STAFF, SchoolOn


class UnknownSubject(ValueError):
    """The framework has no such subject."""


class NoBell(Exception):
    """The school has no bell with this number."""


class WrongGroup(ValueError):
    """The group is of another school."""


class NotOnStaff(Exception):
    """The teacher does not work in the school on that date."""


class NotPlanned(Exception):
    """Only a lesson that is still planned can be moved."""


@transaction.atomic
def plan_lesson(
    *,
    school: School,
    group: Group,
    teacher: User,
    subject_uuid: UUID,
    date: date,
    slot: int,
    by: User | None,
    now: datetime,
    room: str = "",
) -> Lesson:
    """Plan a lesson; its moments follow from the bells and the school's time zone.

    Raises ``NotAllowed``, :class:`WrongGroup`, :class:`UnknownSubject`, :class:`NotOnStaff`,
    :class:`NoBell`, ``Clash`` with the lesson that stands in the way.
    """
    require_plan(by, school, now)
    subject = get_node(subject_uuid)
    if subject is None or subject.kind != SUBJECT:
        raise UnknownSubject
    lesson = Lesson(
        school=school,
        group=group,
        teacher=teacher,
        subject_uuid=subject_uuid,
        subject_title=subject.title[:200],
        date=date,
        slot=slot,
        room=tidy_room(room),
    )
    if group.school_id != school.pk:
        raise WrongGroup
    _place(lesson)
    lesson.save()
    _note("schedule.plan_lesson", lesson, by=by, now=now)
    return lesson


@transaction.atomic
def move_lesson(
    *,
    lesson: Lesson,
    date: date,
    slot: int,
    by: User | None,
    now: datetime,
    room: str | None = None,
    teacher: User | None = None,
) -> Lesson:
    """Move a planned lesson to another time, room or teacher; what is left out stays.

    Raises as :func:`plan_lesson`, and :class:`NotPlanned`.
    """
    require_plan(by, lesson.school, now)
    lock_school(lesson.school)
    fresh = lessons().get(pk=lesson.pk)
    if fresh.status != PLANNED:
        raise NotPlanned
    fresh.date, fresh.slot = date, slot
    if room is not None:
        fresh.room = tidy_room(room)
    if teacher is not None:
        fresh.teacher = teacher
    _place(fresh)
    fresh.save()
    _note("schedule.move_lesson", fresh, by=by, now=now)
    return fresh


def cancel_lesson(*, lesson: Lesson, by: User | None, now: datetime) -> Lesson:
    """Cancel a planned lesson; its slot is free for another."""
    return _change_status("cancel", lesson, by=by, now=now)


def restore_lesson(*, lesson: Lesson, by: User | None, now: datetime) -> Lesson:
    """Put a cancelled lesson back into its slot, if that is still free (else ``Clash``)."""
    return _change_status("restore", lesson, by=by, now=now, prepare=_place)


def hold_lesson(*, lesson: Lesson, by: User | None, now: datetime) -> Lesson:
    """Say that the lesson took place; not before it has begun."""
    return _change_status("hold", lesson, by=by, now=now)


@transaction.atomic
def _change_status(
    name: str,
    lesson: Lesson,
    *,
    by: User | None,
    now: datetime,
    prepare: Callable[[Lesson], None] | None = None,
) -> Lesson:
    lock_school(lesson.school)
    fresh = lessons().get(pk=lesson.pk)
    day = school_day(fresh.school, now)
    permission = LESSONS.transition(name).permission
    asked = SchoolOn(fresh.school, day) if permission == PLAN else LessonOn(fresh, day)
    allowed = by is None or permission is None or may(by, permission, asked)
    state, attempt = fresh.status, Attempt(fresh, now)
    target = LESSONS.check(name, state=state, subject=attempt, allowed=allowed).target
    if prepare is not None:
        prepare(fresh)
    fresh.status = lesson.status = target
    fresh.save()
    _note(f"schedule.{name}_lesson", fresh, by=by, now=now)
    return fresh


def tidy_room(room: str) -> str:
    """Return the room as it is compared: «каб. 12 » and «каб.  12» are one room."""
    return " ".join(room.split())[:20]


def _place(lesson: Lesson) -> None:
    """Lock what the lesson needs, check it and give it its moments."""
    lock_school(lesson.school)
    User.objects.select_for_update(no_key=True).get(pk=lesson.teacher.pk)
    bell = next((item for item in bells_of(lesson.school) if item.number == lesson.slot), None)
    if bell is None:
        raise NoBell
    if not works_on(lesson.teacher, lesson.school, lesson.date):
        raise NotOnStaff
    lesson.starts_at, lesson.ends_at = lesson_moments(lesson.date, bell, lesson.school.zone)
    conflict = find_conflict(lesson, _rivals(lesson), shares=shares_pupils)
    if conflict is not None:
        raise Clash(conflict)


def works_on(teacher: User, school: School, day: date) -> bool:
    """Say whether ``teacher`` is on the staff of ``school`` on ``day``."""
    places = places_of(teacher, day=day)
    return any(place.school_uuid == school.uuid and place.role in STAFF for place in places)


def _rivals(lesson: Lesson) -> Iterable[Lesson]:
    """Return what stands in the slot, and what the teacher does at that time anywhere."""
    in_slot = Q(school=lesson.school, date=lesson.date, slot=lesson.slot)
    at_time = Q(starts_at__lt=lesson.ends_at, ends_at__gt=lesson.starts_at)
    rivals = lessons().filter(in_slot | (Q(teacher=lesson.teacher) & at_time))
    return rivals.exclude(status=CANCELLED)


def shares_pupils(wanted: Lesson, other: Lesson) -> bool:
    """Say whether two subgroups have a pupil in common on the date of ``wanted``."""
    pair = [wanted.group, other.group]
    periods = pupil_periods(pair, since=wanted.date, until=wanted.date)
    people = [{pupil for pupil, _since, _until in periods[group.pk]} for group in pair]
    return bool(people[0] & people[1])


def _note(action: str, lesson: Lesson, *, by: User | None, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="schedule.lesson",
        object_uuid=lesson.uuid,
        now=now,
        data={"date": lesson.date.isoformat(), "slot": lesson.slot, "room": lesson.room},
    )
