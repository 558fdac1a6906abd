"""The methodologist's reports on searches, the way from a question to a call, counting clicks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.api import User, require, within_limit
from core.api import now
from framework.api import get_tree, node_label, path_labels
from learning_objects.api import find_gap_remedies
from learning_objects.data import KIND_LABELS, KINDS
from search.data import MOST_REACHABLE
from search.nothing import near_topics
from search.params import read_request, write_request
from search.querylog import reports, tables
from search.querylog.noting import note_chosen
from search.querylog.plots import draw_days
from search.rules import SEE_REPORTS
from search.wording import filters_in_words, subject_in_words

PAGE_SIZE = 50
MOST_TOPICS = 6
REPORT_LABELS = {
    reports.EMPTY: gettext_lazy("Found nothing"),
    reports.NO_CLICK: gettext_lazy("Nothing opened"),
    reports.CORRECTED: gettext_lazy("Mended typos"),
    reports.ASKED: gettext_lazy("Most asked"),
    reports.WISHES: gettext_lazy("Asked of authors"),
}
FIRST_ORDER = {reports.EMPTY: "empty"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    report: str
    days: int
    period: reports.Period
    order: str
    answered: bool

    def query(self, **more: Any) -> str:
        """Return the address's parameters, with some changed."""
        subject = self.period.subject or ""
        given = {"report": self.report, "days": self.days, "subject": subject, **more}
        return urlencode({name: value for name, value in given.items() if value})


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    report = given.get("report", "")
    report = report if report in REPORT_LABELS else reports.EMPTY
    days = int(given["days"]) if given.get("days", "").isdecimal() else 30
    days = days if days in reports.PERIODS else 30
    until = localdate(now())
    period = reports.Period(until - timedelta(days=days - 1), until, _subject(given.get("subject")))
    order = given.get("sort", "")
    order = order if order in reports.ORDERS else FIRST_ORDER.get(report, "asked")
    return Asked(report, days, period, order, answered=given.get("answered") == "1")


def _subject(text: str | None) -> UUID | None:
    try:
        uuid = UUID(text or "")
    except ValueError:
        return None
    return uuid if uuid in get_tree().subjects else None


@never_cache
@login_required
@require_safe
def show_report(request: HttpRequest) -> HttpResponse:
    """Show a report on what is looked for, or what people ask authors for."""
    require(request.user, SEE_REPORTS)
    asked = _asked(request)
    buckets = reports.buckets_of(asked.period)
    context = {
        "asked": asked,
        "tabs": [
            (label, f"?{asked.query(report=code)}", code == asked.report, None)
            for code, label in REPORT_LABELS.items()
        ],
        "subjects": [(uuid, node_label(get_tree().nodes[uuid])) for uuid in get_tree().subjects],
        "periods": [(days, _period_words(days)) for days in reports.PERIODS],
        "whole": reports.whole_of(asked.period),
        "plot": draw_days(buckets),
        "buckets": [bucket for bucket in buckets if bucket.searches],
        "shown_from": reports.SHOWN_FROM,
        "csv_query": asked.query(sort=asked.order, answered="1" if asked.answered else ""),
        "breadcrumbs": [(_("Search"), reverse("search:results")), (_("What is looked for"), "")],
    }
    rows = _wishes(request, asked) if asked.report == reports.WISHES else _questions(request, asked)
    return render(request, "search/reports/report.html", context | rows)


def _questions(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    found = reports.questions_of(asked.report, asked.period, asked.order)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    unshown = reports.count_unshown(asked.report, asked.period)
    return {
        "page_obj": page,
        "lines": tables.question_lines(page),
        "columns": [
            (label, f"?{asked.query(sort=code)}" if code else "", code == asked.order)
            for code, label in (
                ("text", _("Question")), ("asked", _("Asked")), ("empty", _("Found nothing")),
                ("clicks", _("Opened")), ("last", _("Last asked")),
            )
        ],
        "unshown": unshown,
    }  # fmt: skip


def _wishes(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    found = reports.wishes_of(asked.period.subject, answered=asked.answered)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    wishes = [
        {
            "wish": wish,
            "subject": subject_in_words(wish.subject_uuid),
            "try_url": f"{reverse('search:results')}?{wish.query}",
            "call_url": f"{reverse('search:call')}?{wish.query}"
            + (f"&node={wish.node_uuid}" if wish.node_uuid else ""),
        }
        for wish in page
    ]
    other = f"?{asked.query(answered='' if asked.answered else '1')}"
    return {"page_obj": page, "wishes": wishes, "other_url": other}


def _period_words(days: int) -> str:
    if days == 365:
        return _("a year")
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


@never_cache
@login_required
@require_safe
def report_csv(request: HttpRequest) -> HttpResponse:
    """Give a report as a table for a spreadsheet."""
    require(request.user, SEE_REPORTS)
    asked = _asked(request)
    most = tables.MOST_LINES
    if asked.report == reports.WISHES:
        wishes = reports.wishes_of(asked.period.subject, answered=asked.answered)
        content = tables.wishes_file(wishes[:most])
    else:
        found = reports.questions_of(asked.report, asked.period, asked.order)
        content = tables.questions_file(found[:most])
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"searches-{asked.report}-{asked.period.until.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@login_required
@require_safe
def make_call(request: HttpRequest) -> HttpResponse:
    """Show topics that a question may be about, each with the ways to get material on it."""
    require(request.user, SEE_REPORTS)
    wanted = read_request(request.GET)
    tree = get_tree()
    chosen = _node(request.GET.get("node", ""))
    nodes = [tree.nodes[chosen]] if chosen else []
    nodes += [node for node in near_topics(wanted, MOST_TOPICS) if node not in nodes]
    kinds = [kind for kind in KINDS if kind in wanted.kinds] or list(KINDS)
    rows = []
    for node in nodes:
        subject = tree.subject_of(node.uuid)
        ways: dict[Any, Any] = {}
        if isinstance(request.user, User):
            gaps = [(node.uuid, kind) for kind in kinds]
            ways = dict(find_gap_remedies(request.user, subject.uuid if subject else None, gaps))
        remedies = [(KIND_LABELS[kind], ways.get((node.uuid, kind), ())) for kind in kinds]
        rows.append((node, " → ".join(path_labels(node.uuid)[:-1]), remedies if ways else ()))
    report = reverse("search:report")
    context = {
        "wanted": wanted,
        "filters": filters_in_words([wanted])[0],
        "rows": rows,
        "results_url": f"{reverse('search:results')}?{write_request(wanted)}",
        "breadcrumbs": [(_("What is looked for"), report), (_("A call for authors"), "")],
    }
    return render(request, "search/reports/call.html", context)


def _node(text: str) -> UUID | None:
    try:
        node = get_tree().get(UUID(text))
    except ValueError:
        return None
    return node.uuid if node else None


@csrf_exempt  # it counts and changes nothing of anybody's; a token would give visitors a cookie
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Count that a result was opened: what browsers send for ``ping`` and ``sendBeacon``."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponse(status=403)
    place, uuid = request.GET.get("place", ""), request.GET.get("object", "")
    try:
        opened = UUID(uuid)
    except ValueError:
        return HttpResponseBadRequest()
    is_place = place.isascii() and place.isdigit() and len(place) < 7
    if not is_place or not 1 <= int(place) <= MOST_REACHABLE:
        return HttpResponseBadRequest()
    if not within_limit(request, action="search_chosen"):
        return HttpResponse(status=429)
    note_chosen(read_request(request.GET), object_uuid=opened, place=int(place), now=now())
    return HttpResponse(status=204)
