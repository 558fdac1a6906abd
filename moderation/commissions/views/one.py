"""The page of one call: what is asked, one's own part, and for methodologists everybody's."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, may
from core.api import now
from framework.api import get_node
from moderation.commissions import queries
from moderation.commissions.actions.taking import apply_for
from moderation.commissions.data import APPLIED, OPEN, UNFINISHED, WORKING
from moderation.commissions.forms import LinkForm, PlanForm, ProlongForm, ReasonForm
from moderation.commissions.rules import APPLY
from moderation.commissions.states import MANAGE
from moderation.commissions.timeline import timeline_of
from moderation.commissions.views.access import call_or_404, for_writers, person, refusal_of
from moderation.commissions.views.lists import show_call
from moderation.commissions.views.parts import drafts_for, show_part
from moderation.models import Commission, Taking


@never_cache
@for_writers
@require_GET
def call(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one call."""
    return show_page(request, call_or_404(request, uuid))


def show_page(request: HttpRequest, found: Commission, **typed: Any) -> HttpResponse:
    """Show the page; ``typed`` is what a refused form had in it, so that it stays."""
    user, moment = person(request), now()
    show_call(found, moment)
    manages = may(user, MANAGE, found)
    takings = queries.takings_of(found, by=user)
    for taking in takings:
        show_part(taking, moment)
    context = {
        "call": found,
        "node": get_node(found.node_uuid),
        "crumbs": [(_("Calls for authors"), reverse("calls:list")), (found.title, "")],
        "results": _results(found, moment),
        "may_manage": manages,
        **_author_context(user, found, takings),
        **(_manager_context(found, takings, moment) if manages else {}),
        **typed,
    }
    return render(request, "moderation/calls/call.html", context)


def _results(found: Commission, moment: datetime) -> list[Any]:
    rows: list[Any] = list(queries.results_of(found))
    for row in rows:
        show_part(row, moment)
    return rows


def _author_context(user: User, found: Any, takings: list[Taking]) -> dict[str, Any]:
    """Return what an author needs: the own part if there is one, else the way in."""
    own: list[Any] = [taking for taking in takings if taking.author_id == user.pk]
    current = next((taking for taking in own if taking.state in UNFINISHED), None)
    takes_more = found.state == OPEN and not found.is_late and found.free_places > 0
    context: dict[str, Any] = {
        "own": current or (own[-1] if own else None),
        "may_apply": current is None and takes_more and may(user, APPLY, found),
        "plan_form": PlanForm(),
        "reason_form": ReasonForm(auto_id="id_leave_%s"),
    }
    if current is not None and current.state == WORKING and current.learning_object is None:
        drafts = drafts_for(user, found)
        context["link_form"] = LinkForm(drafts=drafts) if drafts else None
    return context


def _manager_context(found: Any, takings: list[Taking], moment: datetime) -> dict[str, Any]:
    """Return what a methodologist needs: applications, work, progress, history, more time."""
    for taking in takings:
        taking.reason_form = ReasonForm(auto_id=f"id_{taking.pk}_%s")  # type: ignore[attr-defined]
    start = {"deadline": found.deadline, "places": found.places}
    return {
        "applications": [taking for taking in takings if taking.state == APPLIED],
        "others": [taking for taking in takings if taking.state != APPLIED],
        "progress": queries.progress_of([found], now=moment).get(found.pk),
        "prolong_form": ProlongForm(initial=start),
        "cancel_form": ReasonForm(auto_id="id_cancel_%s"),
        "timeline": timeline_of(found, takings),
    }


@for_writers
@require_POST
def apply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Apply with a plan, or take a place at once."""
    found, user = call_or_404(request, uuid), person(request)
    form = PlanForm(request.POST)
    if form.is_valid():
        plan = form.cleaned_data["plan"]
        refused = refusal_of(lambda: apply_for(commission=found, plan=plan, by=user, now=now()))
        if not refused:
            return redirect(f"{reverse('calls:call', args=[uuid])}#mine")
        form.add_error("plan", refused)
    return show_page(request, found, plan_form=form)
