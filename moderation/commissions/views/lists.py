"""Lists of calls: what authors may take, what is one's own, the methodologist's board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.api import may
from core.api import now
from framework.api import get_node
from moderation.commissions import queries, tables
from moderation.commissions.actions.interests import follow_subject, unfollow_subject
from moderation.commissions.data import STATES, WITH_PLACES, CallFilters
from moderation.commissions.forms import CallsForm
from moderation.commissions.states import MANAGE, is_late
from moderation.commissions.views.access import for_methodologists, for_writers, person
from moderation.commissions.views.parts import show_part
from moderation.forms import subject_name
from moderation.models import Commission
from ui.api import subject_hue

PAGE_SIZE = 20


@never_cache
@for_writers
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """Show the open calls, the nearest deadline first; ``?all=1`` also those that are over."""
    user, moment = person(request), now()
    everything = request.GET.get("all") == "1"
    state = "" if everything else WITH_PLACES
    within = queries.open_calls(user, CallFilters(state=state), now=moment)
    form = CallsForm(request.GET, **queries.choices_of(within))
    filters = form.filters(state=state, mine=request.GET.get("mine") == "1")
    page = _page(request, queries.open_calls(user, filters, now=moment))
    show_calls(page, moment)
    followed = queries.followed_subjects(user)
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "everything": everything,
        "tabs": _ways(request, everything, mine=filters.mine),
        "kept": [(name, "1") for name in ("all", "mine") if request.GET.get(name) == "1"],
        "followed": sorted(filter(None, map(subject_name, followed))),
        "follows": filters.subject in followed,
        "subject_name": subject_name(filters.subject),
        "may_manage": may(user, MANAGE),
    }
    return render(request, "moderation/calls/list.html", context)


def _ways(request: HttpRequest, everything: bool, *, mine: bool) -> list[tuple[Any, ...]]:
    here = reverse("calls:list")
    return [
        (_("With free places"), _kept(request, here), not everything and not mine, None),
        (_("In subjects I follow"), _kept(request, here, mine="1"), mine, None),
        (_("All calls"), _kept(request, here, all="1"), everything, None),
    ]


def _kept(request: HttpRequest, here: str, **asked: str) -> str:
    """Return the address with the same filters and another tab, from the first page on."""
    kept = {
        name: request.GET[name]
        for name in ("text", "subject", "grade", "kind")
        if name in request.GET
    }
    return f"{here}?{urlencode({**kept, **asked})}"


def _page(request: HttpRequest, found: Any) -> Any:
    return Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))


def show_calls(calls: Iterable[Any], moment: datetime) -> None:
    """Hang on rows what the templates show and the table does not hold."""
    rows = list(calls)
    progress = queries.progress_of(rows, now=moment)
    for row in rows:
        show_call(row, moment)
        row.progress = progress.get(row.pk)


def show_call(call: Any, moment: datetime) -> None:
    """Hang on a call its subject's name and colour, and whether its last day is over."""
    call.subject_name = subject_name(call.subject_uuid)
    node = get_node(call.subject_uuid)
    call.hue = subject_hue(node.key if node else str(call.subject_uuid))
    call.is_late = is_late(call, moment)


@never_cache
@for_writers
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show the person's own parts in calls with the next step of each."""
    user, moment = person(request), now()
    over = request.GET.get("over") == "1"
    page = _page(request, queries.own_takings(user, finished=over))
    for taking in page:
        show_part(taking, moment)
        show_call(taking.commission, moment)
    counts = queries.count_own(user)
    here = reverse("calls:mine")
    context = {
        "page": page,
        "over": over,
        "tabs": [
            (pgettext("my calls", "Now"), here, not over, counts["now"]),
            (pgettext("my calls", "Finished"), f"{here}?over=1", over, counts["before"]),
        ],
        "crumbs": [(_("Calls for authors"), reverse("calls:list")), (_("My calls"), "")],
    }
    return render(request, "moderation/calls/mine.html", context)


@for_writers
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Begin (``on=1``) or stop telling the person of new calls in ``subject``."""
    user = person(request)
    try:
        subject = UUID(request.POST.get("subject", ""))
    except ValueError:
        return redirect("calls:list")
    if request.POST.get("on") != "1":
        unfollow_subject(subject_uuid=subject, by=user)
        messages.success(request, _("You will hear no more of new calls in this subject."))
    elif subject_name(subject):
        follow_subject(subject_uuid=subject, by=user)
        messages.success(request, _("You will hear of new calls in this subject."))
    return redirect(f"{reverse('calls:list')}?{urlencode({'subject': str(subject)})}")


@never_cache
@for_methodologists
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the calls of one's subjects by state with what became of them."""
    user, moment = person(request), now()
    form, filters = _managed(request)
    page = _page(request, queries.managed_calls(user, filters, now=moment))
    show_calls(page, moment)
    counts = queries.count_managed(user)
    here = reverse("calls:board")
    labels = {"": _("All"), **{code: label.capitalize() for code, label in _state_labels().items()}}
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "kept": [("state", filters.state)] if filters.state else [],
        "csv_query": urlencode(request.GET.dict()),
        "tabs": [
            (
                label,
                _kept(request, here, state=code),
                filters.state == code,
                counts[code] if code else sum(counts.values()),
            )
            for code, label in labels.items()
        ],
        "crumbs": [(_("Calls for authors"), reverse("calls:list")), (_("Board"), "")],
    }
    return render(request, "moderation/calls/board.html", context)


def _state_labels() -> dict[str, str]:
    return {code: str(label) for code, label in Commission.State.choices}


def _managed(request: HttpRequest) -> tuple[CallsForm, CallFilters]:
    """Return the form of the board and what it asks for."""
    user = person(request)
    within = Commission.objects.filter(queries.in_scope(user))
    form = CallsForm(request.GET, **queries.choices_of(within))
    state = request.GET.get("state", "")
    mine = request.GET.get("mine") == "1"
    return form, form.filters(state=state if state in STATES else "", mine=mine)


@for_methodologists
@require_GET
def board_csv(request: HttpRequest) -> HttpResponse:
    """Give what the board shows as a table for a spreadsheet, all pages of it."""
    _form, filters = _managed(request)
    return tables.board_table(queries.managed_calls(person(request), filters, now=now()), now=now())
