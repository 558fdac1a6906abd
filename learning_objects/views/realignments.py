"""Where objects stand in a new edition of the framework: what is proposed, and deciding it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User, require
from core.api import now
from core.errors import TransitionRefused
from framework.api import TopicChooser, get_tree, path_labels
from learning_objects.coverage_map.tabs import coverage_tabs
from learning_objects.data import KIND_LABELS
from learning_objects.realignment import actions, bulk, data, queries, wording
from learning_objects.realignment.data import ProposalView, RealignmentView
from learning_objects.realignment.placement import on_offer
from learning_objects.realignment.states import REALIGN

PAGE_SIZE = 20
KEPT = ("state", "change", "orphans", "page")
EVERY_STATE = "any"


@dataclass(frozen=True, slots=True)
class Choice:
    """A node that an object may be put at: ``path`` are the titles above it."""

    uuid: UUID
    title: str
    path: Sequence[str]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with everything in words; ``next`` is the anchor of the one that follows."""

    item: ProposalView
    kind: str
    change: str
    relation: str
    state: str
    tone: str
    confidence: str
    choices: Sequence[Choice]
    next: str
    chooser: str = ""


@never_cache
@login_required
@require_safe
def list_realignments(request: HttpRequest) -> HttpResponse:
    """Show what every edition asks of the library."""
    require(request.user, REALIGN)
    context = {
        "found": queries.list_realignments(),
        "tabs": coverage_tabs(request.user, "realignments"),
        "breadcrumbs": [(_("New editions"), "")],
    }
    return render(request, "learning_objects/realignment/list.html", context)


@never_cache
@login_required
@require_safe
def show_realignment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the proposals of an edition, orphans first, with what can be done to each."""
    found = _find(request, uuid)
    asked = _asked(request.GET)
    rows = queries.proposals_of(
        uuid,
        state="" if asked["state"] == EVERY_STATE else asked["state"],
        change=asked["change"],
        orphans=True if asked["orphans"] else None,
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = _progress(found) | {
        "asked": asked,
        "page_obj": page,
        "rows": _rows(page),
        "states": [(EVERY_STATE, _("all")), *wording.STATE_LABELS.items()],
        "changes": wording.CHANGE_LABELS.items(),
        "kept": request.GET.urlencode(),
        "media": TopicChooser().media,
        "breadcrumbs": [
            (_("New editions"), reverse("learning_objects:realignments")),
            (found.title, ""),
        ],
    }
    return render(request, "learning_objects/realignment/one.html", context)


@never_cache
@login_required
@require_safe
def show_state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the numbers alone, for a page that looks again; a finished work loads the page anew."""
    context = _progress(_find(request, uuid))
    response = render(request, "learning_objects/realignment/_state.html", context)
    if not context["goes_on"]:
        response["HX-Refresh"] = "true"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_all(request: HttpRequest, uuid: UUID, work: str) -> HttpResponse:
    """Say how many proposals it is about (GET), and begin with all of them (POST)."""
    found, user = _find(request, uuid), _person(request)
    if work not in data.WORKS:
        raise Http404
    here = redirect("learning_objects:realignment", uuid)
    if request.method == "POST":
        if bulk.start_work(realignment=uuid, work=work, by=user, now=now()):
            messages.success(request, _("It is being done. You can leave the page."))
        else:
            messages.info(request, _("The former work still goes on. Wait until it is done."))
        return here
    number = found.ready if work == data.ACCEPT else found.decided
    context = {
        "realignment": found,
        "number": number,
        "accepts": work == data.ACCEPT,
        "breadcrumbs": [
            (_("New editions"), reverse("learning_objects:realignments")),
            (found.title, here.url),
            (_("Accept all") if work == data.ACCEPT else _("Take everything back"), ""),
        ],
    }
    return render(request, "learning_objects/realignment/all.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Decide one proposal and come back to the place one was at."""
    require(request.user, REALIGN)
    realignment, act = queries.realignment_of(uuid), VERBS.get(verb)
    if realignment is None or act is None:
        raise Http404
    try:
        messages.success(request, act(request, uuid, _person(request)))
    except actions.WrongChoice:
        messages.error(request, _("Choose at least one topic of the present curriculum."))
    except TransitionRefused:
        messages.info(request, _("Somebody has decided this meanwhile."))
    except _Outdated:
        messages.info(
            request, _("The material has a newer version, which says itself where it is.")
        )
    kept = QueryDict(request.POST.get("kept", "")[:200])
    query = QueryDict(mutable=True)
    query.update({name: kept[name] for name in KEPT if name in kept})
    anchor = request.POST.get("anchor", "proposals")
    place = anchor if anchor.replace("-", "").isalnum() else "proposals"
    asked = f"?{query.urlencode()}" if query else ""
    return redirect(f"{reverse('learning_objects:realignment', args=[realignment])}{asked}#{place}")


class _Outdated(Exception):
    """The proposal is about a version that is not the current one."""


def _accept(request: HttpRequest, uuid: UUID, by: User) -> str:
    return _put(uuid, [UUID(text) for text in _uuids(request.POST.getlist("node"))], by)


def _choose(request: HttpRequest, uuid: UUID, by: User) -> str:
    text = TopicChooser().value_from_datadict(request.POST, request.FILES, f"topic-{uuid}")
    return _put(uuid, [UUID(text) for text in _uuids([text or ""])], by)


def _put(uuid: UUID, chosen: Sequence[UUID], by: User) -> str:
    if not actions.accept(proposal=uuid, chosen=chosen, by=by, now=now()):
        raise _Outdated
    return _("The material stands at the new place. Its authors are told.")


def _decline(request: HttpRequest, uuid: UUID, by: User) -> str:
    actions.decline(proposal=uuid, by=by, now=now())
    return _("The material is left where it was.")


def _roll_back(request: HttpRequest, uuid: UUID, by: User) -> str:
    actions.roll_back(proposal=uuid, by=by, now=now())
    return _("The decision is taken back.")


VERBS: dict[str, Callable[[HttpRequest, UUID, User], str]] = {
    "accept": _accept,
    "choose": _choose,
    "decline": _decline,
    "roll-back": _roll_back,
}


def _uuids(texts: Sequence[str]) -> list[str]:
    """Return those of ``texts`` that are uuids."""
    found = []
    for text in texts:
        try:
            found.append(str(UUID(text)))
        except ValueError:
            continue
    return found


def _asked(given: QueryDict) -> dict[str, str]:
    """Return the filters; at first what is still to decide."""
    state = given.get("state", data.PROPOSED)
    change = given.get("change", "")
    return {
        "state": state if state in wording.STATE_LABELS else EVERY_STATE,
        "change": change if change in wording.CHANGE_LABELS else "",
        "orphans": "1" if given.get("orphans") else "",
    }


def _progress(found: RealignmentView) -> dict[str, Any]:
    goes_on = found.goes_on(now())
    done = found.total - found.left
    words = ngettext(
        "%(done)d of %(number)d proposal", "%(done)d of %(number)d proposals", found.total
    )
    return {
        "realignment": found,
        "goes_on": goes_on,
        "is_broken": bool(found.work) and not goes_on,
        "accepts": found.work == data.ACCEPT,
        "done": done,
        "done_words": words % {"done": done, "number": found.total},
    }


def _rows(page: Page[Any]) -> list[Row]:
    views = queries.proposal_views(page.object_list)  # type: ignore[arg-type]
    anchors = [*(f"p-{view.uuid}" for view in views), "proposals"]
    return [_row(view, anchors[place]) for place, view in enumerate(views, 1)]


def _row(view: ProposalView, following: str) -> Row:
    choices = _choices(view)
    waits = view.state in (data.PROPOSED, data.DECLINED) and view.is_current
    name = f"topic-{view.uuid}"
    return Row(
        item=view,
        kind=str(KIND_LABELS[view.kind]),
        change=str(wording.CHANGE_LABELS.get(view.change, view.change)),
        relation=str(wording.RELATION_LABELS[view.relation]),
        state=str(wording.STATE_LABELS[view.state]),
        tone=wording.STATE_TONES[view.state],
        confidence=wording.confidence_words(view.confidence) if choices else "",
        choices=choices,
        next=following,
        chooser=TopicChooser().render(name, None, {"id": f"id_{name}"}) if waits else "",
    )


def _choices(view: ProposalView) -> list[Choice]:
    """Return what is offered as it stands today, and what was chosen beside it."""
    offered = on_offer(get_tree(), [str(uuid) for uuid in view.offered])
    decided = view.state == data.ACCEPTED
    found = []
    for uuid in dict.fromkeys([*view.chosen, *offered] if decided else offered):
        *above, title = path_labels(uuid) or ("",)
        found.append(Choice(uuid, title, above, not decided or uuid in view.chosen))
    return found


def _find(request: HttpRequest, uuid: UUID) -> RealignmentView:
    require(request.user, REALIGN)
    found = queries.get_realignment(uuid)
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
