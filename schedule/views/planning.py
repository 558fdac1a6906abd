"""Planning, moving, cancelling and copying lessons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.api import now
from schedule.actions.copying import copy_week
from schedule.actions.lessons import (
    cancel_lesson,
    hold_lesson,
    move_lesson,
    plan_lesson,
    restore_lesson,
)
from schedule.forms import CopyForm, PlanForm, WhenForm, parse_day
from schedule.models import Lesson
from schedule.queries import bells_of
from schedule.states import PLAN, TEACH
from schedule.times import week_of
from schedule.views.access import (
    attempt,
    fill,
    lesson_or_404,
    school_or_404,
    signed_in,
    today_in,
)
from school.api import School, groups_of_school, school_crumbs, school_year, staff_of
from school.data import CLASS


@never_cache
@login_required
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Plan a lesson; class, day and number come from the cell that was chosen."""
    school = school_or_404(request, uuid, PLAN)
    today = today_in(school).day
    asked = {name: request.GET[name] for name in ("group", "slot") if name in request.GET}
    day = parse_day(request.GET.get("date", ""), today)
    form = PlanForm(
        request.POST or None,
        bells=bells_of(school),
        teachers=staff_of(school, day=today),
        groups=groups_of_school(school, year=school_year(day)),
        initial={"date": day, **asked},
    )
    if request.method == "POST" and form.is_valid():
        facts, by = form.arguments(), signed_in(request)
        made = fill(
            form,
            lambda: plan_lesson(school=school, by=by, now=now(), **facts),
            school=school,
        )
        if made is not None:
            messages.success(request, _("The lesson is planned."))
            return redirect(_week_url(made))
    context = {"form": form, "heading": _("Plan a lesson"), "has_bells": bool(bells_of(school))}
    return _form_page(request, school, context)


@never_cache
@login_required
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move a lesson to another day, number, room or teacher."""
    lesson = lesson_or_404(request, uuid, PLAN)
    school = lesson.school
    start = {
        "date": lesson.date,
        "slot": lesson.slot,
        "room": lesson.room,
        "teacher": str(lesson.teacher.uuid),
    }
    staff = staff_of(school, day=today_in(school).day)
    form = WhenForm(request.POST or None, bells=bells_of(school), teachers=staff, initial=start)
    if request.method == "POST" and form.is_valid():
        facts, by = form.arguments(), signed_in(request)
        moved = fill(
            form, lambda: move_lesson(lesson=lesson, by=by, now=now(), **facts), school=school
        )
        if moved is not None:
            messages.success(request, _("The lesson is changed."))
            return redirect(_week_url(moved))
    context = {
        "form": form,
        "lesson": lesson,
        "heading": f"{lesson.subject_title}, {lesson.group.title}",
        "has_bells": True,
    }
    return _form_page(request, school, context)


def _form_page(request: HttpRequest, school: School, context: dict[str, Any]) -> HttpResponse:
    address = reverse("schedule:school", args=[school.uuid])
    crumbs = school_crumbs(school, (_("Timetable"), address), (str(context["heading"]), ""))
    more = {"school": school, "crumbs": crumbs, "cancel_url": address}
    return render(request, "schedule/form.html", {**more, **context})


def _week_url(lesson: Lesson) -> str:
    monday = week_of(lesson.date).monday.isoformat()
    return f"{reverse('schedule:group', args=[lesson.group.uuid])}?week={monday}"


@require_POST
@login_required
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cancel a lesson; it can be restored."""
    done = _("The lesson is cancelled. “Restore” undoes it.")
    return _change(request, uuid, PLAN, cancel_lesson, done)


@require_POST
@login_required
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a cancelled lesson back."""
    return _change(request, uuid, PLAN, restore_lesson, _("The lesson is planned again."))


@require_POST
@login_required
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that the lesson took place."""
    return _change(request, uuid, TEACH, hold_lesson, _("The lesson is marked as held."))


def _change(
    request: HttpRequest, uuid: UUID, action: str, act: Callable[..., object], success: str
) -> HttpResponse:
    lesson, by = lesson_or_404(request, uuid, action), signed_in(request)
    attempt(request, lambda: act(lesson=lesson, by=by, now=now()), success, school=lesson.school)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(_week_url(lesson))


@never_cache
@login_required
def copy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Copy a week to the following ones and report what stood in the way."""
    school = school_or_404(request, uuid, PLAN)
    day = parse_day(request.GET.get("week", ""), today_in(school).day)
    groups = groups_of_school(school, year=school_year(day)).filter(kind=CLASS)
    form = CopyForm(request.POST or None, groups=groups, initial={"monday": week_of(day).monday})
    report = None
    if request.method == "POST" and form.is_valid():
        facts, by = form.arguments(), signed_in(request)
        report = copy_week(school=school, by=by, now=now(), **facts)
        messages.success(
            request,
            ngettext("%(number)d lesson is made.", "%(number)d lessons are made.", report.made)
            % {"number": report.made},
        )
    context = {"form": form, "heading": _("Copy a week"), "report": report, "has_bells": True}
    return _form_page(request, school, context)
