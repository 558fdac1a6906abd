"""The week of a pupil, or of several children side by side."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.api import User
from core.api import now
from diary.data import DiaryWeek
from diary.people import find_pupil, pupils_for, today_of
from diary.queries import read_weeks
from journal.api import read_week, weekday_of, write_week
from schedule.api import week_of

SATURDAY = 5


@never_cache
@login_required
@require_GET
def my_week(request: HttpRequest, week: str = "") -> HttpResponse:
    """Show one's own week, or the children's: of several all together."""
    person, moment = _person(request), now()
    pupils = pupils_for(person, now=moment)
    if not pupils:
        raise PermissionDenied
    return _show(request, pupils, pupils, week)


@never_cache
@login_required
@require_GET
def week_of_pupil(request: HttpRequest, uuid: UUID, week: str = "") -> HttpResponse:
    """Show the week of one pupil to those who may see it; to others it does not exist."""
    person, moment = _person(request), now()
    pupil = find_pupil(person, uuid, now=moment)
    if pupil is None:
        raise Http404
    family = pupils_for(person, now=moment)
    return _show(request, [pupil], family if pupil in family else [], week, chosen=pupil)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _show(
    request: HttpRequest,
    pupils: list[User],
    family: list[User],
    week: str,
    *,
    chosen: User | None = None,
) -> HttpResponse:
    """Draw the week of ``pupils``; ``family`` are those between whom the reader may switch."""
    moment = now()
    today = today_of(pupils[0], now=moment)
    monday = read_week(week) if week else week_of(today).monday
    if monday is None:
        raise Http404
    weeks = read_weeks(pupils, monday=monday, now=moment, reader=_person(request))
    context = {
        "weeks": weeks,
        "days": _days(weeks),
        "together": len(weeks) > 1,
        "empty": all(item.is_empty for item in weeks),
        "clocks_differ": len({item.offset for item in weeks if item.offset is not None}) > 1,
        "foreign": chosen is not None and chosen not in family,
        "tabs": _tabs(family, chosen, week) if len(family) > 1 else [],
        "here": request.path,
        **_around(monday, today, chosen),
    }
    return render(request, "diary/week.html", context)


def _address(monday: date | None, chosen: User | None) -> str:
    if chosen is not None:
        if monday is None:
            return reverse("diary:pupil", args=[chosen.uuid])
        return reverse("diary:pupil_week", args=[chosen.uuid, write_week(monday)])
    return reverse("diary:week_of", args=[write_week(monday)]) if monday else reverse("diary:week")


def _around(monday: date, today: date, chosen: User | None) -> dict[str, Any]:
    week = week_of(monday)
    return {
        "monday": week.monday,
        "sunday": week.sunday,
        "week": write_week(monday),
        "is_this_week": week.monday <= today <= week.sunday,
        "previous_url": _address(week.previous_monday, chosen),
        "next_url": _address(week.next_monday, chosen),
        "today_url": _address(None, chosen),
    }


def _tabs(family: list[User], chosen: User | None, week: str) -> list[tuple[str, str, bool, None]]:
    """Return (label, address, active, no number): all together first, then every child."""
    monday = read_week(week) if week else None
    given = Counter(child.first_name for child in family)
    tabs: list[tuple[str, str, bool, None]] = [
        (_("All together"), _address(monday, None), chosen is None, None)
    ]
    tabs += [
        (_name_among(child, given), _address(monday, child), child == chosen, None)
        for child in family
    ]
    return tabs


def _name_among(child: User, given: Counter[str]) -> str:
    """Return the first name; of namesakes, and without one, the full name."""
    return child.first_name if given[child.first_name] == 1 else child.full_name


def _days(weeks: list[DiaryWeek]) -> list[dict[str, Any]]:
    """Return the days with what each pupil has; a weekend without lessons is left out."""
    days = []
    for place, first in enumerate(weeks[0].days):
        pupils = [(week, week.days[place]) for week in weeks]
        if place >= SATURDAY and not any(day.lessons for _week, day in pupils):
            continue
        days.append(
            {
                "day": first.day,
                "label": weekday_of(first.day),
                "today": any(day.today for _week, day in pupils),
                "pupils": pupils,
                "free": not any(day.lessons for _week, day in pupils),
            }
        )
    return days
