"""One author's part in a call: what is shown of it, and every move of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.api import User
from core.api import now
from learning_objects.api import get_object, object_url, objects_of
from learning_objects.data import DRAFT, RETURNED
from moderation.commissions.actions import taking as takings
from moderation.commissions.actions.working import begin_draft, link_object
from moderation.commissions.data import (
    APPLIED,
    DECLINED,
    FULFILLED,
    REVOKED,
    SUBMITTED,
    WORKING,
)
from moderation.commissions.forms import LinkForm, ReasonForm
from moderation.commissions.states import is_late
from moderation.commissions.views.access import attempt, for_writers, person, taking_or_404
from moderation.models import Commission, Taking

TONES = {
    APPLIED: "info",
    WORKING: "neutral",
    SUBMITTED: "info",
    FULFILLED: "success",
    DECLINED: "warning",
    REVOKED: "danger",
}
MOST_DRAFTS = 100

# Moves without and with a reason, and what is said when they are done.
PLAIN: dict[str, tuple[Callable[..., object], Any]] = {
    "accept": (takings.accept_taking, gettext_lazy("The author has the place.")),
    "retract": (takings.retract_taking, gettext_lazy("Your application is withdrawn.")),
}
REASONED: dict[str, tuple[Callable[..., object], Any]] = {
    "decline": (takings.decline_taking, gettext_lazy("Declined; the author will read why.")),
    "revoke": (
        takings.revoke_taking,
        gettext_lazy("The place is free again; the author will read why."),
    ),
    "give-back": (
        takings.give_back_taking,
        gettext_lazy("The place is free again. Your draft stays yours."),
    ),
}


def show_part(taking: Any, moment: datetime) -> None:
    """Hang on a part what the templates show: its tone, its lateness, the way to its object."""
    taking.tone = TONES.get(taking.state, "neutral")
    taking.is_late = taking.state == WORKING and is_late(taking.commission, moment)
    found = taking.learning_object
    taking.public_url = ""
    if found is not None and taking.state == FULFILLED:
        taking.public_url = object_url(found.uuid) if found.is_public else ""


def drafts_for(user: User, commission: Commission) -> list[tuple[UUID, str]]:
    """Return one's own drafts that could answer a call, the last changed first."""
    found = objects_of(user, kind=commission.kind).filter(
        state__in=(DRAFT, RETURNED), current_version__isnull=True
    )
    rows = found.prefetch_related(None).values_list("uuid", "draft_title")
    return list(rows[:MOST_DRAFTS])


@for_writers
@require_POST
def move(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Accept, decline or revoke another's part; retract or give back one's own."""
    found, user = taking_or_404(request, uuid), person(request)
    if verb in PLAIN:
        act, success = PLAIN[verb]
        attempt(request, lambda: act(taking=found, by=user, now=now()), str(success))
    elif verb in REASONED:
        act, success = REASONED[verb]
        form = ReasonForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            attempt(
                request,
                lambda: act(taking=found, reason=reason, by=user, now=now()),
                str(success),
            )
        else:
            messages.error(request, str(form.errors["reason"][0]))
    else:
        raise Http404
    return _back(found)


def _back(found: Taking) -> HttpResponse:
    address = reverse("calls:call", args=[found.commission.uuid])
    return redirect(f"{address}#part-{found.uuid}")


@for_writers
@require_POST
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make the draft of one's part and go to it."""
    found, user = taking_or_404(request, uuid), person(request)
    done = attempt(
        request,
        lambda: begin_draft(taking=found, by=user, now=now()),
        _("The draft is made: its kind, title and topic come from the call."),
    )
    if done and found.learning_object is not None:
        return redirect("cabinet:object", found.learning_object.uuid)
    return _back(found)


@for_writers
@require_POST
def link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let an existing draft answer the call."""
    found, user = taking_or_404(request, uuid), person(request)
    form = LinkForm(request.POST, drafts=drafts_for(user, found.commission))
    chosen = get_object(uuid=form.cleaned_data["object"]) if form.is_valid() else None
    if chosen is None:
        messages.error(request, _("Choose one of your drafts."))
        return _back(found)
    attempt(
        request,
        lambda: link_object(taking=found, learning_object=chosen, by=user, now=now()),
        _("This draft answers the call now."),
    )
    return _back(found)
