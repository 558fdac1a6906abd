"""REST routes of ``schedule``, mounted by ``cms.rest`` under ``/api/v1/schedule/``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User, may
from core.api import now
from schedule.data import LessonOn
from schedule.models import Lesson
from schedule.queries import lessons_of_groups, lessons_of_teacher
from schedule.rules import SEE_GROUP, SEE_LESSON
from schedule.times import week_of
from school.api import get_group, groups_of_pupils, school_day
from school.data import GroupOn

router = Router(tags=["schedule"], auth=django_auth)


class LessonOut(Schema):
    """A dated lesson; ``date`` and ``slot`` are the school's own, the moments are UTC."""

    uuid: UUID
    school_uuid: UUID
    group_uuid: UUID
    group_title: str
    teacher_name: str
    subject_uuid: UUID
    subject_title: str
    date: date
    slot: int
    room: str
    status: str
    starts_at: datetime
    ends_at: datetime


class WeekOut(Schema):
    """The lessons of a week, Monday to Sunday, by the clock."""

    monday: date
    sunday: date
    lessons: list[LessonOut]


@router.get("week", response=WeekOut, url_name="schedule_week")
def week(request: HttpRequest, day: date | None = None, group: UUID | None = None) -> WeekOut:
    """Return the week of ``day`` (today): of a ``group`` that one may see, else one's own.

    One's own are the lessons that one teaches and those of one's class and subgroups. 404 for a
    group that one may not see, 401 for a visitor.
    """
    if not isinstance(request.user, User):
        raise HttpError(401, "Unauthorized")
    asked = day or now().astimezone(UTC).date()
    if not 1990 <= asked.year <= 2100:
        raise HttpError(422, "day")
    found = week_of(asked)
    if group is not None:
        rows = _of_group(request.user, group, found.monday, found.sunday)
    else:
        rows = _own(request.user, found.monday, found.sunday)
    return WeekOut(monday=found.monday, sunday=found.sunday, lessons=[_out(row) for row in rows])


def _of_group(user: User, uuid: UUID, since: date, until: date) -> list[Lesson]:
    found = get_group(uuid=uuid)
    if found is None or not may(user, SEE_GROUP, GroupOn(found, school_day(found.school, now()))):
        raise HttpError(404, "Not Found")
    return lessons_of_groups([found], since=since, until=until)


def _own(user: User, since: date, until: date) -> list[Lesson]:
    """What one teaches, and what one's classes have on the days when one is in them."""
    groups = [row[0] for row in groups_of_pupils([user], since=since, until=until)[user.pk]]
    rows = {row.pk: row for row in lessons_of_groups(groups, since=since, until=until)}
    rows.update({row.pk: row for row in lessons_of_teacher(user, since=since, until=until)})
    days = {row.school_id: school_day(row.school, now()) for row in rows.values()}
    seen = [
        row for row in rows.values() if may(user, SEE_LESSON, LessonOn(row, days[row.school_id]))
    ]
    return sorted(seen, key=lambda row: (row.starts_at, row.slot, row.pk))


def _out(row: Lesson) -> LessonOut:
    return LessonOut(
        uuid=row.uuid,
        school_uuid=row.school.uuid,
        group_uuid=row.group.uuid,
        group_title=row.group.title,
        teacher_name=row.teacher.short_name,
        subject_uuid=row.subject_uuid,
        subject_title=row.subject_title,
        date=row.date,
        slot=row.slot,
        room=row.room,
        status=row.status,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )
