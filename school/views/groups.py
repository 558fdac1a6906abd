"""The page of a class or subgroup."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.api import User, may
from core.api import now
from school.actions.groups import create_class, create_subgroup
from school.actions.memberships import add_membership
from school.calendar import school_year
from school.data import CLASS, CLASS_TEACHER, PUPIL, SUBGROUP
from school.forms import ClassForm, SubgroupForm, SubgroupPupilsForm, first_day
from school.frame import school_crumbs, school_frame
from school.models import Group
from school.queries import groups_of_school, guardianships_of, places_in_group, pupils_of
from school.rules import ADMINISTER
from school.views.access import attempt, fill, group_or_404, school_or_404, signed_in, today_in


@never_cache
@login_required
def group(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the pupils in Russian order with those who answer for them."""
    return _screen(request, group_or_404(request, uuid))


def _screen(
    request: HttpRequest, shown: Group, form: SubgroupPupilsForm | None = None
) -> HttpResponse:
    where = today_in(shown.school)
    places = places_in_group(shown, role=PUPIL, day=where.day)
    guardians = guardianships_of([place.person for place in places])
    may_administer = may(request.user, ADMINISTER, where)
    context: dict[str, Any] = {
        **school_frame(request, where, "classes"),
        "group": shown,
        "rows": [
            {
                "place": place,
                "guardians": [row for row in guardians[place.person_id] if not row.until],
                "coming": place.since > where.day,
            }
            for place in places
        ],
        "teachers": places_in_group(shown, role=CLASS_TEACHER, day=where.day),
        "subgroups": _subgroups(shown),
        "classes": _other_classes(shown),
        "crumbs": school_crumbs(shown.school, (shown.title, "")),
        "add_url": _add_url(shown),
    }
    if may_administer and shown.kind == SUBGROUP:
        left = _not_in(shown, {place.person_id for place in places}, where.day)
        context["left"] = left
        context["form"] = form or SubgroupPupilsForm(pupils=left, initial=first_day(where.day))
    return render(request, "school/group.html", context)


def _subgroups(shown: Group) -> list[Group]:
    groups = groups_of_school(shown.school, year=shown.year)
    return [row for row in groups if row.parent_id == shown.pk]


def _other_classes(shown: Group) -> list[Group]:
    groups = groups_of_school(shown.school, year=shown.year)
    return [row for row in groups if row.kind == CLASS and row.pk != shown.pk]


def _not_in(shown: Group, inside: set[int], day: date) -> list[User]:
    if shown.parent is None:
        return []
    return [pupil for pupil in pupils_of(shown.parent, day=day) if pupil.pk not in inside]


def _add_url(shown: Group) -> str:
    address = reverse("school:add_person", args=[shown.school.uuid])
    return f"{address}?role={PUPIL}&group={shown.uuid}"


@never_cache
@login_required
def add_class(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a class."""
    school = school_or_404(request, uuid, ADMINISTER)
    year = school_year(today_in(school).day)
    form = ClassForm(request.POST or None, year=year, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        made = fill(
            form, lambda: create_class(school=school, **facts, by=signed_in(request), now=now())
        )
        if made is not None:
            messages.success(request, _("The class is open. Now add its pupils."))
            return redirect("school:group", made.uuid)
    crumbs = school_crumbs(school, (_("New class"), ""))
    context = {"form": form, "heading": _("New class"), "crumbs": crumbs}
    cancel = reverse("school:school", args=[uuid])
    return render(request, "school/form.html", {**context, "cancel_url": cancel})


@never_cache
@login_required
def add_subgroup(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Divide a class."""
    parent = group_or_404(request, uuid, ADMINISTER)
    if parent.kind != CLASS:
        raise Http404
    form = SubgroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = fill(
            form,
            lambda: create_subgroup(
                parent=parent, title=form.cleaned_data["title"], by=signed_in(request), now=now()
            ),
        )
        if made is not None:
            messages.success(request, _("The subgroup is made. Choose its pupils."))
            return redirect("school:group", made.uuid)
    here = reverse("school:group", args=[uuid])
    crumbs = school_crumbs(parent.school, (parent.title, here), (_("New subgroup"), ""))
    context = {"form": form, "heading": _("New subgroup"), "crumbs": crumbs, "cancel_url": here}
    return render(request, "school/form.html", context)


@require_POST
@login_required
def fill_subgroup(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take pupils of the class into a subgroup."""
    shown = group_or_404(request, uuid, ADMINISTER)
    if shown.parent is None:
        raise Http404
    pupils = pupils_of(shown.parent, day=today_in(shown.school).day)
    form = SubgroupPupilsForm(request.POST, pupils=pupils)
    if not form.is_valid():
        return _screen(request, shown, form)
    taken = [
        attempt(request, partial(_take_in, request, shown, pupil, form.cleaned_data["since"]))
        for pupil in form.chosen()
    ]
    if any(taken):
        messages.success(request, _("The pupils are in the subgroup."))
    return redirect("school:group", uuid)


def _take_in(request: HttpRequest, shown: Group, pupil: User, since: date) -> None:
    add_membership(
        school=shown.school,
        person=pupil,
        role=PUPIL,
        group=shown,
        since=since,
        by=signed_in(request),
        now=now(),
    )
