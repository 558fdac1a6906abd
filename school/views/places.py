"""Ending, moving and taking back a person's place."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.api import may
from core.api import now
from school.actions.memberships import (
    end_membership,
    move_pupil,
    remove_membership,
    reopen_membership,
)
from school.data import ADMINISTRATOR, CLASS
from school.forms import DayForm, MoveForm
from school.models import Group, Membership
from school.rules import ADMINISTER, APPOINT, SEE_ROSTER
from school.views.access import attempt, signed_in, today_in


@require_POST
@login_required
def end_place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set the last day of a place."""
    place = _place_or_404(request, uuid)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _wrong_day(request, place)
    until, by = form.cleaned_data["until"], signed_in(request)
    attempt(
        request,
        lambda: end_membership(membership=place, until=until, by=by, now=now()),
        _("The last day is set. “Take the end back” undoes it."),
    )
    return _back(request, place)


@require_POST
@login_required
def reopen_place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the end of a place back."""
    place, by = _place_or_404(request, uuid), signed_in(request)
    attempt(
        request,
        lambda: reopen_membership(membership=place, by=by, now=now()),
        _("The place has no last day again."),
    )
    return _back(request, place)


@require_POST
@login_required
def remove_place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remove a place that was written by mistake."""
    place, by = _place_or_404(request, uuid), signed_in(request)
    attempt(
        request,
        lambda: remove_membership(membership=place, by=by, now=now()),
        _("The place is removed."),
    )
    return _back(request, place)


@require_POST
@login_required
def move_place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move a pupil to another class."""
    place = _place_or_404(request, uuid)
    form = MoveForm(request.POST, groups=Group.objects.filter(school=place.school, kind=CLASS))
    if not form.is_valid():
        return _wrong_day(request, place)
    group, since, by = form.group_value(), form.cleaned_data["since"], signed_in(request)
    attempt(
        request,
        lambda: move_pupil(membership=place, group=group, since=since, by=by, now=now()),
        _("The pupil is moved to the class %(title)s.") % {"title": group.title},
    )
    return _back(request, place)


def _place_or_404(request: HttpRequest, uuid: UUID) -> Membership:
    rows = Membership.objects.select_related("school", "person", "group")
    place = rows.filter(uuid=uuid).first()
    if place is None:
        raise Http404
    action = APPOINT if place.role == ADMINISTRATOR else ADMINISTER
    if not may(request.user, action, today_in(place.school)):
        raise Http404
    return place


def _wrong_day(request: HttpRequest, place: Membership) -> HttpResponse:
    messages.error(request, _("Nothing is changed: choose the class and a day."))
    return _back(request, place)


def _back(request: HttpRequest, place: Membership) -> HttpResponse:
    if may(request.user, SEE_ROSTER, today_in(place.school)):
        return redirect("school:person", place.school.uuid, place.person.uuid)
    return redirect("school:administrators", place.school.uuid)
