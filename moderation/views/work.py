"""Giving work back and giving it to others; the team, its absences and conflicts; the calendar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, get_user, may
from core.api import now
from moderation import api
from moderation.actions.calendar import keep_day, remove_day
from moderation.interests import memberships_of
from moderation.models import Absence, Conflict, SpecialDay, Submission
from moderation.rules import PLAN_FOR, SEE_TEAM
from moderation.states import ASSIGN, HAND_OVER, RELEASE
from moderation.views.access import (
    attempt,
    first_error,
    refusal_of,
    signed_in,
    submission_or_404,
)
from moderation.views.queue import expert_or_403
from moderation.work_forms import (
    AbsenceForm,
    CompetenceForm,
    ConflictForm,
    GiveForm,
    ReleaseForm,
    SpecialDayForm,
)
from moderation.workdays import day_of


@login_required
def release(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask why, and give the submission back to the queue."""
    found, person = submission_or_404(request, uuid), signed_in(request)
    if not may(person, RELEASE, found):
        raise Http404
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: api.release(submission=found, by=person, now=now(), **form.cleaned_data),
            _("The submission is in the queue again."),
        )
        return redirect("moderation:queue") if done else redirect("moderation:submission", uuid)
    title = _("Give back to the queue")
    return _ask(request, found, form, title, title)


@login_required
def give(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Assign the submission as a chief, or hand one's own over to a colleague."""
    found, person = submission_or_404(request, uuid), signed_in(request)
    is_chief = may(person, ASSIGN, found)
    if not is_chief and not may(person, HAND_OVER, found):
        raise Http404
    loads = api.loads_of(person, now=now(), subject=found.subject_uuid)
    form = GiveForm(request.POST or None, loads=loads)
    if request.method == "POST" and form.is_valid():
        to = get_user(uuid=form.cleaned_data["to"])
        act = api.assign if is_chief else api.hand_over
        refused = refusal_of(lambda: act(submission=found, to=to, by=person, now=now()))  # type: ignore[arg-type]
        if not refused:
            messages.success(request, _("The expert has it now."))
            return redirect("moderation:queue")
        form.add_error("to", refused)
    title = _("Assign to an expert") if is_chief else _("Hand over to a colleague")
    return _ask(request, found, form, title, title)


def _ask(
    request: HttpRequest, found: Submission, form: Any, title: str, submit: str
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "submission": found,
        "crumbs": [
            (_("Review queue"), reverse("moderation:queue")),
            (found.title, reverse("moderation:submission", args=[found.uuid])),
            (title, ""),
        ],
    }
    return render(request, "moderation/ask.html", context)


@login_required
@require_POST
def renew(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Prolong one's claim because one is working: 204, or 409 when somebody else has it."""
    found, person = submission_or_404(request, uuid), signed_in(request)
    held = api.renew(submission=found, by=person, now=now())
    return HttpResponse(status=204 if held else 409)


@login_required
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Show chiefs who works on how much, and who is away."""
    user = expert_or_403(request)
    if not may(user, SEE_TEAM):
        raise PermissionDenied
    context = {"loads": api.loads_of(user, now=now()), "crumbs": _crumbs(_("Experts"))}
    return render(request, "moderation/team.html", context)


def _crumbs(*ends: str) -> list[tuple[str, str]]:
    return [(_("Review queue"), reverse("moderation:queue")), *((end, "") for end in ends)]


def _planned_person(request: HttpRequest, uuid: UUID) -> tuple[User, User]:
    """Return who asks and whose plans; nobody's for whom one may not plan."""
    user, person = expert_or_403(request), get_user(uuid=uuid)
    if person is None or not may(user, PLAN_FOR, person):
        raise Http404
    return user, person


@login_required
@require_GET
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the absences, the conflicts and the competence of an expert: one's own, or a chief's."""
    user, person = _planned_person(request, uuid)
    return _plan(request, user, person)


def _plan(request: HttpRequest, user: User, person: User, **forms: Any) -> HttpResponse:
    names = ("kinds", "stages", "grades", "capacity")
    facts = {name: getattr(row, name) for row in memberships_of(person)[:1] for name in names}
    context = {
        "person": person,
        "is_chief": may(user, SEE_TEAM),
        "absences": Absence.objects.filter(person=person, last_day__gte=day_of(now())),
        "conflicts": Conflict.objects.filter(person=person).select_related("author"),
        "absence_form": AbsenceForm(),
        "conflict_form": ConflictForm(),
        "competence_form": CompetenceForm(initial=facts),
        "crumbs": _crumbs(person.full_name),
        **forms,
    }
    return render(request, "moderation/plan.html", context)


@login_required
@require_POST
def add_absence(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that an expert is away."""
    user, person = _planned_person(request, uuid)
    form = AbsenceForm(request.POST)
    if form.is_valid():
        facts = {**form.cleaned_data, "today": day_of(now())}
        refused = refusal_of(lambda: api.plan_absence(person=person, by=user, **facts))
        if not refused:
            messages.success(request, _("The absence is noted."))
            return redirect("moderation:plan", uuid)
        form.add_error("last_day", refused)
    return _plan(request, user, person, absence_form=form)


@login_required
@require_POST
def add_conflict(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Declare that an expert does not review an author."""
    user, person = _planned_person(request, uuid)
    form = ConflictForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        refused = refusal_of(
            lambda: api.declare_conflict(person=person, by=user, now=now(), **facts)
        )
        if not refused:
            messages.success(request, _("The conflict of interest is noted."))
            return redirect("moderation:plan", uuid)
        form.add_error("author", refused)
    return _plan(request, user, person, conflict_form=form)


@login_required
@require_POST
def set_competence(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say, as a chief, what an expert is given."""
    user, person = _planned_person(request, uuid)
    form = CompetenceForm(request.POST)
    if not may(user, SEE_TEAM):
        raise PermissionDenied
    if form.is_valid():
        api.set_competence(person=person, by=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("moderation:plan", uuid)
    return _plan(request, user, person, competence_form=form)


@login_required
@require_POST
def cancel_absence(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an absence back."""
    found = get_object_or_404(Absence.objects.select_related("person"), uuid=uuid)
    user, person = _planned_person(request, found.person.uuid)
    api.cancel_absence(absence=found, by=user)
    return redirect("moderation:plan", person.uuid)


@login_required
@require_POST
def withdraw_conflict(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a declared conflict back, as a chief."""
    found = get_object_or_404(Conflict.objects.select_related("person"), uuid=uuid)
    user, person = _planned_person(request, found.person.uuid)
    if not may(user, SEE_TEAM):
        raise PermissionDenied
    api.withdraw_conflict(conflict=found, by=user)
    return redirect("moderation:plan", person.uuid)


@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """Show and mend, as a chief, the days that differ from the week."""
    user = expert_or_403(request)
    if not may(user, SEE_TEAM):
        raise PermissionDenied
    form = SpecialDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_day(by=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("moderation:calendar")
    if form.errors:
        messages.error(request, first_error(form))
    days = SpecialDay.objects.filter(day__year__gte=day_of(now()).year)
    context = {"form": form, "days": days, "crumbs": _crumbs(_("Working days"))}
    return render(request, "moderation/calendar.html", context)


@login_required
@require_POST
def forget_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a day be again what it is in every week."""
    user = expert_or_403(request)
    if not may(user, SEE_TEAM):
        raise PermissionDenied
    remove_day(day=get_object_or_404(SpecialDay, pk=pk), by=user)
    return redirect("moderation:calendar")
