"""The timetable: a week of a class or teacher, a day of a school."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.api import User, get_user, may
from core.api import now
from schedule.data import BellTime, LessonOn, Week
from schedule.forms import parse_day
from schedule.grid import day_grid, week_grid
from schedule.lesson_pages import lesson_url
from schedule.models import Lesson
from schedule.queries import bells_of, lessons_of_groups, lessons_of_school, lessons_of_teacher
from schedule.rules import SEE_LESSON, SEE_SCHOOL
from schedule.states import PLAN
from schedule.times import week_of
from schedule.views.access import group_or_404, school_or_404, signed_in, today_in
from school.api import (
    Group,
    School,
    groups_of_school,
    places_now,
    school_crumbs,
    school_frame,
    school_year,
    schools_now,
)
from school.data import CLASS, LEADERS, STAFF, TEACHING, SchoolOn


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Lead to one's own timetable: a teacher's week, a leader's school, a pupil's class."""
    person = signed_in(request)
    places = places_now(person, now=now())
    teaching = {place.school_uuid for place in places if place.role in TEACHING}
    leading = {place.school_uuid for place in places if place.role in LEADERS}
    for school in schools_now(person, now=now()):
        if school.uuid in teaching:
            return redirect("schedule:teacher", school.uuid, person.uuid)
        if school.uuid in leading:
            return redirect("schedule:school", school.uuid)
    for place in places:
        if place.group_uuid is not None:
            return redirect("schedule:group", place.group_uuid)
    return render(request, "schedule/nothing.html")


@never_cache
@login_required
def group(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the week of a class with its subgroups, or of a subgroup with its class."""
    shown = group_or_404(request, uuid)
    where = today_in(shown.school)
    week = week_of(parse_day(request.GET.get("week", ""), where.day))
    family = [shown, *_relatives(shown)]
    rows = lessons_of_groups(family, since=week.monday, until=week.sunday)
    title = _("Timetable: %(title)s") % {"title": shown.title}
    context = _week_context(request, where, week, rows, title)
    may_plan = may(request.user, PLAN, where)
    if may_plan:
        address = reverse("schedule:plan", args=[shown.school.uuid])
        context["plan_url"] = f"{address}?group={shown.uuid}"
    return render(request, "schedule/week.html", {**context, "group": shown, "by": "group"})


def _relatives(shown: Group) -> list[Group]:
    """Return the class of a subgroup, or the subgroups of a class."""
    if shown.parent is not None:
        return [shown.parent]
    groups = groups_of_school(shown.school, year=shown.year)
    return [row for row in groups if row.parent_id == shown.pk]


@never_cache
@login_required
def teacher(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> HttpResponse:
    """Show the week of a teacher in a school; one's own has the lessons of all schools."""
    school = school_or_404(request, uuid, SEE_SCHOOL)
    person = get_user(uuid=person_uuid)
    if person is None or not _works_here(person, school):
        raise Http404
    where = today_in(school)
    week = week_of(parse_day(request.GET.get("week", ""), where.day))
    rows = lessons_of_teacher(person, since=week.monday, until=week.sunday)
    own = person.pk == signed_in(request).pk
    kept = [row for row in rows if own or row.school_id == school.pk]
    title = _("My timetable") if own else person.full_name
    context = _week_context(request, where, week, kept, title)
    return render(request, "schedule/week.html", {**context, "by": "teacher", "own": own})


def _works_here(person: User, school: School) -> bool:
    places = places_now(person, now=now())
    return any(place.school_uuid == school.uuid and place.role in STAFF for place in places)


def _week_context(
    request: HttpRequest, where: SchoolOn, week: Week, rows: Sequence[Lesson], title: str
) -> dict[str, Any]:
    bells: list[BellTime] = bells_of(where.school)
    may_plan = may(request.user, PLAN, where)
    return {
        **school_frame(request, where, "timetable"),
        "heading": title,
        "week": week,
        "grid": week_grid(_with_links(request, where, rows), bells, week, where.day),
        "any_lessons": bool(rows),
        "has_bells": bool(bells),
        "may_plan": may_plan,
        "previous_url": f"?week={week.previous_monday.isoformat()}",
        "next_url": f"?week={week.next_monday.isoformat()}",
        "this_url": f"?week={week_of(where.day).monday.isoformat()}",
        "crumbs": school_crumbs(where.school, (title, "")),
    }


def _with_links(request: HttpRequest, where: SchoolOn, rows: Sequence[Lesson]) -> Sequence[Lesson]:
    """Let each lesson know the address of its page, if there is one and the reader may see it."""
    for row in rows:
        seen = may(request.user, SEE_LESSON, LessonOn(row, where.day))
        row.page_url = lesson_url(row) if seen else ""  # type: ignore[attr-defined]
    return rows


@never_cache
@login_required
def school_day_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one day of the whole school: a column a class."""
    school = school_or_404(request, uuid, SEE_SCHOOL)
    where = today_in(school)
    day = parse_day(request.GET.get("day", ""), where.day)
    classes = _classes(school, day)
    rows = _with_links(request, where, lessons_of_school(school, day=day))
    bells = bells_of(school)
    may_plan = may(request.user, PLAN, where)
    context = {
        **school_frame(request, where, "timetable"),
        "day": day,
        "classes": classes,
        "rows": day_grid(rows, bells, classes, day),
        "any_lessons": bool(rows),
        "has_bells": bool(bells),
        "may_plan": may_plan,
        "plan_url": reverse("schedule:plan", args=[school.uuid]) + "?",
        "previous_url": f"?day={(day - timedelta(days=1)).isoformat()}",
        "next_url": f"?day={(day + timedelta(days=1)).isoformat()}",
        "crumbs": school_crumbs(school, (_("Timetable"), "")),
    }
    return render(request, "schedule/day.html", context)


def _classes(school: School, day: date) -> list[Group]:
    groups = groups_of_school(school, year=school_year(day))
    return [row for row in groups if row.kind == CLASS]
