"""The methodologist's pages: gaps, writing a call, moving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.api import now
from framework.data import Node
from learning_objects.data import KIND_LABELS, SCENARIO
from moderation.commissions import tables
from moderation.commissions.actions import calling
from moderation.commissions.data import DRAFT, FEW
from moderation.commissions.forms import CallForm, GapsForm, ProlongForm, ReasonForm, written
from moderation.commissions.gaps import cover_of, gaps_in, grades_of, own_subjects
from moderation.commissions.views.access import (
    attempt,
    for_methodologists,
    managed_or_404,
    person,
    refusal_of,
)
from moderation.commissions.views.one import show_page
from moderation.commissions.wording import words_for
from moderation.forms import subject_name
from moderation.models import Commission

PAGE_SIZE = 50
TURNS: dict[str, tuple[Callable[..., object], Any]] = {
    "open": (calling.open_commission, gettext_lazy("The call is open: authors see it now.")),
    "close": (
        calling.close_commission,
        gettext_lazy("The call takes no more applications; work goes on."),
    ),
    "reopen": (calling.reopen_commission, gettext_lazy("The call takes applications again.")),
}


@never_cache
@for_methodologists
@require_GET
def gaps(request: HttpRequest) -> HttpResponse:
    """Show how one's subjects are covered, or (``?subject=``) the topics of one that lack much."""
    subjects = own_subjects(person(request))
    chosen = _chosen(request, subjects)
    context: dict[str, Any] = {
        "crumbs": [(_("Calls for authors"), reverse("calls:list")), (_("Gaps"), "")],
        "subjects": [(node.uuid, subject_name(node.uuid)) for node in subjects],
        "chosen": chosen,
        "few": FEW,
    }
    if chosen is None:
        context["covers"] = cover_of(subjects)
        return render(request, "moderation/calls/gaps.html", context)
    form = _gaps_form(request, chosen)
    filters = form.filters(chosen.uuid)
    found = gaps_in(filters)
    context |= {
        "form": form,
        "filters": filters,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "most": max((gap.number for gap in found), default=0) or 1,
        "subject_name": subject_name(chosen.uuid),
        "new_kind": filters.kind or SCENARIO,
        "csv_query": request.GET.urlencode(),
    }
    return render(request, "moderation/calls/gaps.html", context)


def _chosen(request: HttpRequest, subjects: list[Node]) -> Node | None:
    """Return the subject that is asked for, if it is one's own."""
    asked = request.GET.get("subject", "")
    return next((node for node in subjects if str(node.uuid) == asked), None)


def _gaps_form(request: HttpRequest, chosen: Node) -> GapsForm:
    """Return the filters as asked; at first, the topics with few scenarios."""
    asked = request.GET.copy()
    asked.setdefault("fewer", str(FEW))
    return GapsForm(asked, grades=grades_of(chosen.uuid))


@for_methodologists
@require_GET
def gaps_csv(request: HttpRequest) -> HttpResponse:
    """Give the list of gaps of one subject as a table for a spreadsheet."""
    chosen = _chosen(request, own_subjects(person(request)))
    if chosen is None:
        raise Http404
    found = gaps_in(_gaps_form(request, chosen).filters(chosen.uuid))
    return tables.gaps_table(found, subject=subject_name(chosen.uuid))


@never_cache
@for_methodologists
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Write a new call; ``?node=`` and ``?kind=`` come from the list of gaps."""
    form = CallForm(request.POST or None, initial=_proposed(request))
    made: list[Commission] = []
    if request.method == "POST" and form.is_valid():
        brief, user = form.brief(), person(request)
        act = lambda: made.append(  # noqa: E731
            calling.create_commission(brief=brief, by=user, now=now())
        )
        if _kept(form, act):
            messages.success(request, _("The call is written. Read it once more and open it."))
            return redirect("calls:call", made[0].uuid)
    return _form_page(request, form, _("New call"), reverse("calls:gaps"))


def _proposed(request: HttpRequest) -> dict[str, Any]:
    """Return what the form begins with: the topic, the kind, a title, four weeks."""
    kind = request.GET.get("kind", SCENARIO)
    start: dict[str, Any] = {
        "kind": kind if kind in KIND_LABELS else SCENARIO,
        "deadline": calling.usual_deadline(now()),
    }
    try:
        node = UUID(request.GET.get("node", ""))
    except ValueError:
        return start
    title = calling.call_title(node, str(KIND_LABELS[start["kind"]]))
    return {**start, "node_uuid": str(node), "title": title}


def _kept(form: CallForm, act: Callable[[], object]) -> bool:
    """Store the call; a refusal stands at the field it is about, and nothing typed is lost."""
    if form.cleaned_data["deadline"] < timezone.localdate(now()):
        form.add_error("deadline", _("Choose a day that is still to come."))
        return False
    refused = refusal_of(lambda: _at_its_field(form, act))
    if refused:
        form.add_error(None, refused)
    return not form.errors


def _at_its_field(form: CallForm, act: Callable[[], object]) -> None:
    try:
        act()
    except calling.WrongBrief as error:
        form.add_error(error.place, words_for(error))


def _form_page(request: HttpRequest, form: CallForm, title: str, back: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "back_url": back,
        "crumbs": [(_("Calls for authors"), reverse("calls:list")), (title, "")],
    }
    return render(request, "moderation/calls/form.html", context)


@never_cache
@for_methodologists
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write a draft anew."""
    found = managed_or_404(request, uuid)
    here = reverse("calls:call", args=[uuid])
    if found.state != DRAFT:
        messages.info(request, words_for(calling.CallIsOut()))
        return redirect(here)
    form = CallForm(request.POST or None, initial=written(found))
    if request.method == "POST" and form.is_valid():
        brief, user = form.brief(), person(request)
        act = lambda: calling.change_commission(  # noqa: E731
            commission=found, brief=brief, by=user, now=now()
        )
        if _kept(form, act):
            messages.success(request, _("Saved."))
            return redirect(here)
    return _form_page(request, form, _("Change the call"), here)


@for_methodologists
@require_POST
def turn(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Open, close or reopen a call."""
    found, user = managed_or_404(request, uuid), person(request)
    if verb not in TURNS:
        raise Http404
    act, success = TURNS[verb]
    attempt(request, lambda: act(commission=found, by=user, now=now()), str(success))
    return redirect("calls:call", uuid)


@for_methodologists
@require_POST
def prolong(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give more days or places."""
    found, user = managed_or_404(request, uuid), person(request)
    form = ProlongForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        refused = refusal_of(
            lambda: calling.prolong_commission(commission=found, by=user, now=now(), **given)
        )
        if not refused:
            messages.success(request, _("Saved."))
            return redirect("calls:call", uuid)
        form.add_error(None, refused)
    return show_page(request, found, prolong_form=form)


@for_methodologists
@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the call back for good."""
    found, user = managed_or_404(request, uuid), person(request)
    form = ReasonForm(request.POST, auto_id="id_cancel_%s")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refused = refusal_of(
            lambda: calling.cancel_commission(commission=found, reason=reason, by=user, now=now())
        )
        if not refused:
            messages.success(request, _("The call is cancelled."))
            return redirect("calls:call", uuid)
        form.add_error("reason", refused)
    return show_page(request, found, cancel_form=form)
