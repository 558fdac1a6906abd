"""Who answers for a pupil."""

from __future__ import annotations

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
from accounts.errors import NotAllowed
from core.api import now
from school.actions import guardians
from school.actions.guardians import end_guardianship, reopen_guardianship, require_school_of
from school.actions.people import enrol_guardian
from school.data import PUPIL
from school.forms import DayForm, GuardianForm, KnownGuardianForm, first_day
from school.frame import school_crumbs
from school.models import Guardianship, Membership, School
from school.rules import ADMINISTER
from school.views.access import (
    attempt,
    fill,
    person_or_404,
    school_or_404,
    signed_in,
    today_in,
)
from school.views.people import named, show_passwords


@never_cache
@login_required
def add_guardian(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> HttpResponse:
    """Make an account for somebody who answers for the pupil; the password is shown this once."""
    school, pupil = _pupil_or_404(request, uuid, person_uuid)
    form = GuardianForm(request.POST or None, initial=first_day(today_in(school).day))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = fill(
            form,
            lambda: enrol_guardian(
                pupil=pupil,
                particulars=form.particulars(),
                relation=data["relation"],
                since=data["since"],
                by=signed_in(request),
                now=now(),
            ),
            username="login",
        )
        if made is not None:
            return show_passwords(request, school, [made])
    return _screen(request, school, pupil, form, known=False)


@never_cache
@login_required
def add_known_guardian(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> HttpResponse:
    """Let somebody with an account of this school answer for the pupil too."""
    school, pupil = _pupil_or_404(request, uuid, person_uuid)
    form = KnownGuardianForm(request.POST or None, initial=first_day(today_in(school).day))
    if request.method == "POST" and form.is_valid() and (found := named(form)):
        data = form.cleaned_data
        done = fill(
            form,
            lambda: guardians.add_guardian(
                guardian=found,
                pupil=pupil,
                relation=data["relation"],
                since=data["since"],
                by=signed_in(request),
                now=now(),
            ),
        )
        if done is not None:
            messages.success(request, _("The person answers for the pupil now."))
            return redirect("school:person", uuid, person_uuid)
    return _screen(request, school, pupil, form, known=True)


def _screen(
    request: HttpRequest,
    school: School,
    pupil: User,
    form: GuardianForm | KnownGuardianForm,
    *,
    known: bool,
) -> HttpResponse:
    args = [school.uuid, pupil.uuid]
    here = reverse("school:person", args=args)
    context = {
        "form": form,
        "heading": _("Who answers for %(name)s") % {"name": pupil.full_name},
        "ways": [
            (_("New account"), reverse("school:guardian", args=args), not known, None),
            (_("By login"), reverse("school:known_guardian", args=args), known, None),
        ],
        "crumbs": school_crumbs(school, (pupil.full_name, here), (_("Guardian"), "")),
        "cancel_url": here,
    }
    return render(request, "school/form.html", context)


@require_POST
@login_required
def end_guardian(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set the last day of a guardianship."""
    row, by = _guardianship_or_404(request, uuid), signed_in(request)
    form = DayForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["until"]
        attempt(
            request,
            lambda: end_guardianship(guardianship=row, until=until, by=by, now=now()),
            _("The last day is set. “Take the end back” undoes it."),
        )
    else:
        messages.error(request, _("Nothing is changed: choose the last day."))
    return _back(request, row)


@require_POST
@login_required
def reopen_guardian(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the end of a guardianship back."""
    row, by = _guardianship_or_404(request, uuid), signed_in(request)
    attempt(
        request,
        lambda: reopen_guardianship(guardianship=row, by=by, now=now()),
        _("The guardianship has no last day again."),
    )
    return _back(request, row)


def _pupil_or_404(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> tuple[School, User]:
    school = school_or_404(request, uuid, ADMINISTER)
    pupil = person_or_404(request, school, person_uuid)
    if not Membership.objects.filter(person=pupil, role=PUPIL, school=school).exists():
        raise Http404
    return school, pupil


def _guardianship_or_404(request: HttpRequest, uuid: UUID) -> Guardianship:
    row = Guardianship.objects.select_related("guardian", "pupil").filter(uuid=uuid).first()
    if row is None:
        raise Http404
    try:
        require_school_of(signed_in(request), row.pupil, now=now())
    except NotAllowed as error:
        raise Http404 from error
    return row


def _back(request: HttpRequest, row: Guardianship) -> HttpResponse:
    """Return to the pupil, in a school that the person administers."""
    places = Membership.objects.filter(person=row.pupil, role=PUPIL).select_related("school")
    for place in places.order_by("-since"):
        if may(request.user, ADMINISTER, today_in(place.school)):
            return redirect("school:person", place.school.uuid, row.pupil.uuid)
    return redirect("school:schools")
