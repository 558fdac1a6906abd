"""The teacher's week: their lessons, and what each still lacks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.api import User, require
from core.api import now
from journal.data import LessonView
from journal.presenting import lesson_view, theme_of, weekday_of
from journal.queries import count_materials, entries_of
from journal.rules import TEACH
from journal.views.access import signed_in
from journal.weeks import read_week, write_week
from schedule.api import Lesson, lessons_of_teacher
from school.api import school_day, schools_now


@never_cache
@login_required
@require_GET
def my_lessons(request: HttpRequest, week: str = "") -> HttpResponse:
    """Show the lessons of a week, by default of this one."""
    person = signed_in(request)
    require(person, TEACH)
    today = _today(person)
    monday = read_week(week) if week else today - timedelta(days=today.weekday())
    if monday is None:
        raise Http404
    lessons = lessons_of_teacher(person, since=monday, until=monday + timedelta(days=6))
    rows = _rows(lessons)
    context = {
        "days": _days(rows, today),
        "lacking": sum(row["lacks_topic"] or row["lacks_material"] for row in rows),
        "total": sum(not row["lesson"].cancelled for row in rows),
        **week_context(monday, today, "journal"),
    }
    return render(request, "journal/week.html", context)


def _today(person: User) -> date:
    """Return the date where the person works: in their first school's own zone."""
    moment = now()
    schools = schools_now(person, now=moment)
    return school_day(schools[0], moment) if schools else localtime(moment).date()


def week_context(monday: date, today: date, space: str) -> dict[str, Any]:
    """Return the addresses of the weeks around, and the week in words."""

    def address(day: date) -> str:
        return reverse(f"{space}:week_of", args=[write_week(day)])

    return {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "week": write_week(monday),
        "is_this_week": monday <= today < monday + timedelta(days=7),
        "previous_url": address(monday - timedelta(days=7)),
        "next_url": address(monday + timedelta(days=7)),
        "today_url": reverse(f"{space}:week"),
    }


def _rows(lessons: list[Lesson]) -> list[dict[str, Any]]:
    entries, materials = entries_of(lessons), count_materials(lessons)
    rows = []
    for lesson in lessons:
        view = lesson_view(lesson)
        theme, number = theme_of(entries.get(lesson.pk)), materials.get(lesson.pk, 0)
        rows.append(
            {
                "lesson": view,
                "theme": theme,
                "materials": number,
                "lacks_topic": not theme and not view.cancelled,
                "lacks_material": not number and not view.cancelled,
            }
        )
    return sorted(rows, key=lambda row: row["lesson"].starts)


def _days(rows: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    def day_of(row: dict[str, Any]) -> date:
        view: LessonView = row["lesson"]
        return view.day

    ordered = sorted(rows, key=day_of)  # stable: within a day by the clock
    return [
        {"day": day, "label": weekday_of(day), "today": day == today, "rows": list(some)}
        for day, some in groupby(ordered, key=day_of)
    ]
