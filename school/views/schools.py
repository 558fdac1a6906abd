"""The list of schools, the page of one, founding and changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.api import may
from core.api import now
from school.actions.schools import create_school, update_school
from school.calendar import school_year
from school.data import CLASS_TEACHER, SchoolOn
from school.forms import FoundForm, SchoolForm, school_values
from school.frame import school_frame
from school.models import Group
from school.queries import (
    administrators_of,
    class_teachers_of,
    count_pupils,
    find_schools,
    groups_of_school,
    places_of,
    schools_now,
)
from school.rules import ADMINISTER, FOUND, SEE, SEE_ROSTER
from school.views.access import fill, school_or_404, signed_in, today_in

PAGE_SIZE = 30


@never_cache
@login_required
def schools(request: HttpRequest) -> HttpResponse:
    """Show all schools to the site's administrators, one's own to everybody else."""
    person = signed_in(request)
    if not may(person, FOUND):
        own = schools_now(person, now=now())
        if len(own) == 1:
            return redirect("school:school", own[0].uuid)
        return render(request, "school/schools.html", {"schools": own})
    text = request.GET.get("q", "")[:100]
    page = Paginator(find_schools(text=text), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"schools": page.object_list, "page_obj": page, "q": text, "may_found": True}
    return render(request, "school/schools.html", context)


@never_cache
@login_required
def found(request: HttpRequest) -> HttpResponse:
    """Found a school; the next step is its administrator."""
    if not may(request.user, FOUND):
        raise Http404
    form = FoundForm(request.POST or None, initial={"time_zone": "Europe/Moscow"})
    if request.method == "POST" and form.is_valid():
        made = fill(
            form, lambda: create_school(**form.cleaned_data, by=signed_in(request), now=now())
        )
        if made is not None:
            messages.success(request, _("The school is founded. Now appoint its administrator."))
            return redirect("school:administrators", made.uuid)
    crumbs = [(_("Schools"), reverse("school:schools")), (_("New school"), "")]
    context = {"form": form, "crumbs": crumbs, "cancel_url": reverse("school:schools")}
    return render(request, "school/form.html", {**context, "heading": _("New school")})


@never_cache
@login_required
def school(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the classes of the present school year, or of the one asked for."""
    shown = school_or_404(request, uuid, SEE)
    where = today_in(shown)
    year = _year(request, school_year(where.day))
    groups = _visible_groups(request, where, year)
    context = {
        **school_frame(request, where, "classes"),
        "years": _years(school_year(where.day), year),
        "classes": _rows(groups, where),
        "administrators": administrators_of(shown, day=where.day),
        "may_see_roster": may(request.user, SEE_ROSTER, where),
    }
    return render(request, "school/school.html", context)


@never_cache
@login_required
def change_school(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change the title or the time zone."""
    shown = school_or_404(request, uuid, ADMINISTER)
    form = SchoolForm(request.POST or None, initial=school_values(shown))
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        done = fill(
            form,
            lambda: update_school(school=shown, fields=fields, by=signed_in(request), now=now()),
        )
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("school:school", uuid)
    context = {
        **school_frame(request, today_in(shown), "settings"),
        "form": form,
        "heading": _("Title and time zone"),
    }
    return render(request, "school/in_school_form.html", context)


def _visible_groups(request: HttpRequest, where: SchoolOn, year: int) -> list[Group]:
    """Leaders see every class, a class teacher their own, the others none."""
    groups = list(groups_of_school(where.school, year=year))
    if may(request.user, SEE_ROSTER, where):
        return groups
    places = places_of(request.user, day=where.day)
    own = {place.group_uuid for place in places if place.role == CLASS_TEACHER}
    return [row for row in groups if row.uuid in own or (row.parent and row.parent.uuid in own)]


def _rows(groups: list[Group], where: SchoolOn) -> list[dict[str, Any]]:
    """Return each class with its subgroups, its class teachers and the number of pupils."""
    counts = count_pupils(groups, day=where.day)
    teachers = class_teachers_of(groups, day=where.day)
    return [
        {
            "group": group,
            "pupils": counts.get(group.pk, 0),
            "teachers": teachers.get(group.pk, []),
            "subgroups": [row for row in groups if row.parent_id == group.pk],
        }
        for group in groups
        if group.parent_id is None
    ]


def _year(request: HttpRequest, present: int) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else present


def _years(present: int, chosen: int) -> list[tuple[str, str, bool, None]]:
    years = sorted({present - 1, present, present + 1, chosen})
    return [(f"{item}/{(item + 1) % 100:02}", f"?year={item}", item == chosen, None)
            for item in years]  # fmt: skip
