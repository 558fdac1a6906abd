"""REST routes of ``diary``, mounted by ``cms.rest`` under ``/api/v1/diary/``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User
from core.api import now
from diary.data import DiaryLesson, DiaryWeek
from diary.people import find_pupil, pupils_for, today_of
from diary.queries import read_weeks
from journal.api import read_week, write_week
from journal.data import MaterialView
from schedule.api import week_of

router = Router(tags=["diary"], auth=django_auth)


class OpenOut(Schema):
    """A material to open: ``url`` is the page of the pinned version, empty when it is gone."""

    object_uuid: UUID
    version: int
    title: str
    purpose: str
    note: str
    standing: str
    url: str


class DiaryLessonOut(Schema):
    """A lesson of a pupil; times carry the offset of the school's zone."""

    uuid: UUID
    date: date
    slot: int
    starts_at: datetime
    ends_at: datetime
    subject: str
    room: str
    teacher: str
    status: str
    theme: str
    homework: str
    materials: list[OpenOut]


class PupilWeekOut(Schema):
    """The week of one pupil."""

    pupil_uuid: UUID
    name: str
    groups: list[str]
    school: str
    lessons: list[DiaryLessonOut]


class WeekOut(Schema):
    """A week (``2026-W48``) of one pupil or of all children of a guardian."""

    week: str
    monday: date
    pupils: list[PupilWeekOut]


@router.get("week", response=WeekOut, url_name="diary_week", summary="A week of the diary")
def read_diary_week(
    request: HttpRequest,
    week: Annotated[str, Query(pattern=r"^(\d{4}-W\d{2})?$")] = "",
    pupil: UUID | None = None,
) -> dict[str, Any]:
    """Give the week of ``pupil``, or without it of oneself and of all one's children."""
    moment = now()
    person = _person(request)
    pupils = _pupils(person, pupil, moment)
    monday = read_week(week) if week else week_of(today_of(pupils[0], now=moment)).monday
    if monday is None:
        raise HttpError(422, "There is no such week.")
    weeks = read_weeks(pupils, monday=monday, now=moment, reader=person)
    return {
        "week": write_week(monday),
        "monday": monday,
        "pupils": [_week(item) for item in weeks],
    }


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise HttpError(404, "Not Found")
    return request.user


def _pupils(person: User, uuid: UUID | None, moment: datetime) -> list[User]:
    if uuid is None:
        pupils = pupils_for(person, now=moment)
    else:
        found = find_pupil(person, uuid, now=moment)
        pupils = [found] if found else []
    if not pupils:
        raise HttpError(404, "Not Found")
    return pupils


def _week(week: DiaryWeek) -> dict[str, Any]:
    return {
        "pupil_uuid": week.pupil_uuid,
        "name": week.name,
        "groups": list(week.groups),
        "school": week.school,
        "lessons": [_lesson(item) for day in week.days for item in day.lessons],
    }


def _lesson(item: DiaryLesson) -> dict[str, Any]:
    view = item.lesson
    return {
        "uuid": view.uuid,
        "date": view.day,
        "slot": view.slot,
        "starts_at": view.starts,
        "ends_at": view.ends,
        "subject": view.subject,
        "room": view.room,
        "teacher": view.teacher,
        "status": view.status_code,
        "theme": item.theme,
        "homework": item.homework,
        "materials": [_material(material) for material in item.materials],
    }


def _material(item: MaterialView) -> dict[str, Any]:
    return {
        "object_uuid": item.object_uuid,
        "version": item.number,
        "title": item.title,
        "purpose": item.purpose,
        "note": item.note,
        "standing": item.standing,
        "url": item.url,
    }
