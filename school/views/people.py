"""People of a school: the list, one of them, new ones."""

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
from django.views.decorators.http import require_POST

from accounts.api import User, get_user_by_login, issue_password, may
from accounts.data import Admission
from accounts.errors import NotAllowed
from core.api import now
from school.actions.memberships import add_membership
from school.actions.people import Newcomer, enrol_person
from school.calendar import school_year
from school.data import ADMINISTRATOR, CLASS, PUPIL, SchoolOn
from school.forms import KnownPersonForm, NewPersonForm, PeopleFilterForm, first_day
from school.frame import school_crumbs, school_frame
from school.models import Group, Membership, School
from school.queries import (
    administrators_of,
    groups_of_school,
    guardianships_of,
    members_of,
    memberships_of,
    wardships_of,
)
from school.rules import ADMINISTER, APPOINT, SEE, SEE_ROSTER
from school.views.access import fill, person_or_404, school_or_404, signed_in, today_in

PAGE_SIZE = 40


@never_cache
@login_required
def people(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List who has a place in the school today, a page at a time."""
    shown = school_or_404(request, uuid, SEE_ROSTER)
    where = today_in(shown)
    form = PeopleFilterForm(request.GET)
    rows = members_of(shown, day=where.day, **form.found())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {**school_frame(request, where, "people"), "form": form, "page_obj": page}
    return render(request, "school/people.html", context)


@never_cache
@login_required
def administrators(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show who administers the school: all that the site's administrators see of its people."""
    shown = school_or_404(request, uuid, APPOINT)
    where = today_in(shown)
    rows = administrators_of(shown, day=where.day)
    context = {**school_frame(request, where, "people"), "administrators": rows}
    return render(request, "school/administrators.html", context)


@never_cache
@login_required
def person(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> HttpResponse:
    """Show one person: places with their days, who answers for whom."""
    shown = school_or_404(request, uuid, SEE)
    found = person_or_404(request, shown, person_uuid)
    where = today_in(shown)
    places = memberships_of(found, shown)
    is_pupil = any(place.role == PUPIL for place in places)
    may_administer = may(request.user, ADMINISTER, where)
    context = {
        **school_frame(request, where, "people"),
        "person": found,
        "places": [_place_row(place, where) for place in places],
        "classes": _classes(shown, where) if may_administer and is_pupil else [],
        "is_pupil": is_pupil,
        "guardians": guardianships_of([found])[found.pk] if is_pupil else [],
        "wards": [] if is_pupil else _wards(found, shown),
        "may_issue": may(request.user, "accounts.let_in", Admission(found, now())),
        "crumbs": school_crumbs(shown, (found.full_name, "")),
    }
    return render(request, "school/person.html", context)


def _place_row(place: Membership, where: SchoolOn) -> dict[str, Any]:
    is_class = place.group is not None and place.group.kind == CLASS
    current = place.until is None or place.until >= where.day
    return {
        "place": place,
        "current": current,
        "removable": place.since >= where.day,
        "movable": current and place.role == PUPIL and is_class,
    }


def _classes(shown: School, where: SchoolOn) -> list[Group]:
    groups = groups_of_school(shown, year=school_year(where.day))
    return [row for row in groups if row.kind == CLASS]


def _wards(found: User, shown: School) -> list[Any]:
    """Return the pupils of this school whom the person answers for; of others nothing is said."""
    rows = wardships_of(found)
    here = set(
        Membership.objects.filter(
            school=shown, role=PUPIL, person__in=[row.pupil_id for row in rows]
        ).values_list("person_id", flat=True)
    )
    return [row for row in rows if row.pupil_id in here]


@never_cache
@login_required
def add_person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make an account with a place, and show its one-time password this once."""
    shown = school_or_404(request, uuid, APPOINT)
    where = today_in(shown)
    groups = _all_groups(shown, where)
    start = {**first_day(where.day), "role": PUPIL, **_asked(request)}
    form = NewPersonForm(request.POST or None, groups=groups, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = fill(
            form,
            lambda: enrol_person(
                school=shown,
                particulars=form.particulars(),
                role=data["role"],
                group=data["group"],
                since=data["since"],
                by=signed_in(request),
                now=now(),
            ),
            username="login",
        )
        if made is not None:
            return show_passwords(request, shown, [made])
    return _adding(request, shown, form, "new")


@never_cache
@login_required
def add_known(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a place to somebody who has an account, named by the exact login."""
    shown = school_or_404(request, uuid, APPOINT)
    where = today_in(shown)
    start = {**first_day(where.day), "role": ADMINISTRATOR}
    form = KnownPersonForm(request.POST or None, groups=_all_groups(shown, where), initial=start)
    if request.method == "POST" and form.is_valid() and (found := named(form)):
        data = form.cleaned_data
        done = fill(
            form,
            lambda: add_membership(
                school=shown,
                person=found,
                role=data["role"],
                group=data["group"],
                since=data["since"],
                by=signed_in(request),
                now=now(),
            ),
        )
        if done is not None:
            messages.success(request, _("The person is in the school now."))
            return redirect("school:people" if _reads(request, where) else
                            "school:administrators", uuid)  # fmt: skip
    return _adding(request, shown, form, "known")


def named(form: Any) -> User | None:
    """Return the person whose login was typed; a form with an error otherwise."""
    found = get_user_by_login(form.cleaned_data["login"].strip())
    if found is None:
        form.add_error("login", _("There is no such login. Check it or make a new account."))
    return found


def _adding(request: HttpRequest, shown: School, form: Any, active: str) -> HttpResponse:
    tabs = [
        (_("New account"), reverse("school:add_person", args=[shown.uuid]), active == "new", None),
        (_("By login"), reverse("school:add_known", args=[shown.uuid]), active == "known", None),
    ]
    if may(request.user, ADMINISTER, today_in(shown)):
        tabs.append((_("From a list"), reverse("school:import", args=[shown.uuid]), False, None))
    context = {
        "form": form,
        "heading": _("Add people"),
        "ways": tabs,
        "crumbs": school_crumbs(shown, (_("Add people"), "")),
        "cancel_url": reverse("school:school", args=[shown.uuid]),
        "explain": active,
    }
    return render(request, "school/form.html", context)


def _all_groups(shown: School, where: SchoolOn) -> list[Group]:
    return [
        row for row in groups_of_school(shown, year=school_year(where.day)) if row.kind == CLASS
    ]


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("role", "group") if name in request.GET}


def _reads(request: HttpRequest, where: SchoolOn) -> bool:
    return may(request.user, SEE_ROSTER, where)


@require_POST
@login_required
def password(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> HttpResponse:
    """Give a new one-time password and show it this once."""
    shown = school_or_404(request, uuid, ADMINISTER)
    found = person_or_404(request, shown, person_uuid)
    try:
        text = issue_password(user=found, by=signed_in(request), now=now())
    except NotAllowed as error:
        raise Http404 from error
    return show_passwords(request, shown, [Newcomer(found, text)])


def show_passwords(request: HttpRequest, shown: School, made: list[Newcomer]) -> HttpResponse:
    """Show one-time passwords to print or cut; no cache keeps the page."""
    context = {
        "school": shown,
        "newcomers": made,
        "crumbs": school_crumbs(shown, (_("One-time passwords"), "")),
    }
    response = render(request, "school/passwords.html", context)
    response["Cache-Control"] = "no-store"
    return response
