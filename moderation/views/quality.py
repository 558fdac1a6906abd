"""Pages of figures: the institute's dashboard, experts, agreement; and their tables as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, get_user, may
from core.api import now
from moderation import api
from moderation.models import Institute, QualityDay
from moderation.quality import dashboard_tables, expert_tables
from moderation.quality.agreement import RELIABLE, TENTATIVE
from moderation.quality.csv_files import write_csv
from moderation.quality.dashboard import institutes_for, read_backlog, read_days, reason_words
from moderation.quality.experts import (
    describe_experts,
    figures_of,
    results_within,
    sums_of_experts,
    votes_by_piece,
)
from moderation.quality.figures import HALF, MOST, Figures, add_up
from moderation.quality.forms import FilterForm
from moderation.quality.pairs import pairs_of
from moderation.quality.percentiles import share
from moderation.quality.periods import Period
from moderation.quality.plots import Plot, draw_bars
from moderation.quality.tables import Table
from moderation.rules import SEE_FIGURES, SEE_QUALITY, SEE_QUEUE
from moderation.views.access import signed_in
from moderation.workdays import day_of
from ui.api import format_day

PAGE_SIZE = 50
MOST_EXPORTED = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, about whose figures, of which days."""

    user: User
    form: FilterForm
    institute: Institute
    period: Period
    kind: str
    now: datetime

    @property
    def query(self) -> str:
        """Return the filters as an address carries them to the next page and to files."""
        facts = {"length": self.period.length, "kind": self.kind}
        return urlencode({"institute": self.institute.uuid, **facts})


def read_question(request: HttpRequest, *, experts_too: bool = False) -> Asked:
    """Return what is asked; 403 unless the person may see figures, their own at least."""
    user, moment = signed_in(request), now()
    if not may(user, SEE_QUALITY) and not (experts_too and may(user, SEE_QUEUE)):
        raise PermissionDenied
    institutes = list(institutes_for(user)) or [api.ensure_central_institute()]
    form = FilterForm(request.GET, institutes=institutes)
    institute, length, kind = form.chosen()
    return Asked(user, form, institute, Period(day_of(moment), length), kind, moment)


@login_required
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show what comes in, what waits, how long it takes, why works are returned."""
    asked = read_question(request)
    days = read_days(asked.institute, asked.period)
    facts = add_up((day.facts for day in days), asked.kind)
    backlog = read_backlog(asked.institute)
    flow = dashboard_tables.flow_table(days, asked.period, asked.kind)
    context = {
        **frame_of(asked, "dashboard", _("Work of the institute")),
        "facts": facts,
        "median": facts.days(HALF),
        "most": facts.days(MOST),
        "backlog": backlog,
        "waiting": _sum(backlog, "waiting"),
        "late": _sum(backlog, "late"),
        "counted_at": max((day.counted_at for day in days), default=None),
        "flow": flow,
        "plot": _flow_plot(flow),
        "tables": [
            dashboard_tables.queue_table(backlog),
            _oldest(asked),
            dashboard_tables.kind_table(days),
            dashboard_tables.reason_table(facts, asked.institute),
            dashboard_tables.overturn_table(facts),
        ],
    }
    return render(request, "moderation/quality/dashboard.html", context)


def _oldest(asked: Asked) -> Table:
    may_open = may(asked.user, SEE_QUEUE)
    return dashboard_tables.oldest_table(asked.institute, asked.now, may_open=may_open)


def _sum(backlog: Any, name: str) -> int | None:
    return sum(row[name] for row in backlog.rows) if backlog else None


def _flow_plot(flow: Table) -> Plot:
    labels = [format_day(row.values[0]) for row in flow.rows]
    series = [
        (_("handed in"), [row.values[1] for row in flow.rows]),
        (_("decided"), [row.values[3] for row in flow.rows]),
    ]
    return draw_bars(labels, series)


def frame_of(asked: Asked, here: str, title: str) -> dict[str, Any]:
    """Return what every page of figures has: tabs, filters, crumbs."""
    pages = [
        ("dashboard", _("Work of the institute"), "moderation:quality"),
        ("experts", _("Experts"), "moderation:quality_experts"),
        ("agreement", _("Agreement"), "moderation:quality_agreement"),
        ("controls", _("Control items"), "moderation:controls"),
    ]
    return {
        "title": title,
        "asked": asked,
        "form": asked.form,
        "period_words": _("%(first)s – %(last)s")
        % {"first": format_day(asked.period.first), "last": format_day(asked.period.last)},
        "tabs": [
            (label, f"{reverse(name)}?{asked.query}", code == here, None)
            for code, label, name in pages
        ],
        "crumbs": crumbs(asked.user, title),
    }


def crumbs(user: User, title: str) -> list[tuple[str, str]]:
    """Return the way to a page of figures; the queue only for those who may see it."""
    queue = [(_("Review queue"), reverse("moderation:queue"))] if may(user, SEE_QUEUE) else []
    return [*queue, (title, "")]


@login_required
@require_POST
def count_now(request: HttpRequest) -> HttpResponse:
    """Count what the sweeper counts every few minutes, because somebody does not want to wait."""
    if not may(signed_in(request), SEE_QUALITY):
        raise PermissionDenied
    api.refresh_quality(now=now())
    messages.success(request, _("Everything is counted anew."))
    return redirect("moderation:quality")


@login_required
@require_GET
def experts(request: HttpRequest) -> HttpResponse:
    """Show the work of the experts, page by page, who did most first."""
    asked = read_question(request)
    rows = Paginator(sums_of_experts(asked.institute, asked.period), PAGE_SIZE)
    page = rows.get_page(request.GET.get("page"))
    figures = describe_experts(page.object_list, asked.institute, asked.period)
    context = {
        **frame_of(asked, "experts", _("Figures of the experts")),
        "page": page,
        "tables": [expert_tables.expert_table(figures)],
        "plain": True,
    }
    return render(request, "moderation/quality/experts.html", context)


@login_required
@require_GET
def expert(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the figures of one expert beside those of the institute: one's own, or a chief's."""
    asked, person = read_question(request, experts_too=True), get_user(uuid=uuid)
    if person is None or not may(asked.user, SEE_FIGURES, person):
        raise Http404
    days = read_days(asked.institute, asked.period)
    mine = figures_of(person, asked.institute, asked.period)
    pieces = votes_by_piece(person, asked.institute, asked.period)
    labels = [format_day(first) for first, _votes, _returned in pieces]
    series = [
        (_("verdicts"), [votes for _first, votes, _returned in pieces]),
        (
            _("of them returned, rejected or removed"),
            [returned for _first, _votes, returned in pieces],
        ),
    ]
    everybody = add_up(day.facts for day in days)
    context = {
        **frame_of(asked, "experts", person.full_name),
        "person": person,
        "is_own": person.pk == asked.user.pk,
        "sees_all": may(asked.user, SEE_QUALITY),
        "mine": mine,
        "plot": draw_bars(labels, series),
        "work": expert_tables.work_table(pieces),
        "tables": [expert_tables.own_table(mine, everybody, _right_share(asked))],
        "plain": True,
    }
    return render(request, "moderation/quality/expert.html", context)


def _right_share(asked: Asked) -> float | None:
    """Return the share of the institute's control items that were judged right."""
    results = list(
        results_within(asked.institute, asked.period).values_list("is_right", flat=True)[
            :MOST_EXPORTED
        ]
    )
    return share(sum(results), len(results))


@login_required
@require_GET
def agreement(request: HttpRequest) -> HttpResponse:
    """Show how far experts agree who judged the same works without knowing of each other."""
    asked = read_question(request)
    facts = _facts(asked)
    context = {
        **frame_of(asked, "agreement", _("Agreement of the experts")),
        "facts": facts,
        "verdict": _words_of(facts.alpha),
        "answers": round(sum(facts.agree.values())),
        "tables": [
            expert_tables.criterion_table(facts, reason_words(asked.institute)),
            expert_tables.pair_table(pairs_of(asked.institute, asked.period)),
        ],
    }
    return render(request, "moderation/quality/agreement.html", context)


def _facts(asked: Asked) -> Figures:
    days: list[QualityDay] = read_days(asked.institute, asked.period)
    return add_up((day.facts for day in days), asked.kind)


def _words_of(alpha: float | None) -> str:
    """Return what the figure means, by Krippendorff's own reading of it."""
    if alpha is None:
        return _("There is nothing to compare yet: too few works were judged by several experts.")
    if alpha >= RELIABLE:
        return _("The verdicts may be relied upon.")
    if alpha >= TENTATIVE:
        return _("The verdicts may be relied upon with care.")
    return _("The verdicts depend on who reads: talk about the criteria with the lowest figures.")


@login_required
@require_GET
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Give a table as a file for spreadsheets."""
    asked = read_question(request)
    table = _table(asked, code)
    if table is None:
        raise Http404
    answer = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    name = f"{table.code}-{asked.period.last:%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _table(asked: Asked, code: str) -> Table | None:
    """Return the whole table with this code."""
    institute, period = asked.institute, asked.period
    if code == "queues":
        return dashboard_tables.queue_table(read_backlog(institute))
    if code == "oldest":
        return _oldest(asked)
    if code == "experts":
        rows = sums_of_experts(institute, period)[:MOST_EXPORTED]
        return expert_tables.expert_table(describe_experts(rows, institute, period))
    if code == "pairs":
        return expert_tables.pair_table(pairs_of(institute, period))
    if code == "results":
        found = results_within(institute, period).select_related("by", "control")
        return expert_tables.result_table(found[:MOST_EXPORTED])
    return _table_of_days(asked, code)


def _table_of_days(asked: Asked, code: str) -> Table | None:
    days = read_days(asked.institute, asked.period)
    facts = add_up((day.facts for day in days), asked.kind)
    tables = {
        "flow": lambda: dashboard_tables.flow_table(days, asked.period, asked.kind),
        "kinds": lambda: dashboard_tables.kind_table(days),
        "reasons": lambda: dashboard_tables.reason_table(facts, asked.institute),
        "overturned": lambda: dashboard_tables.overturn_table(facts),
        "criteria": lambda: expert_tables.criterion_table(facts, reason_words(asked.institute)),
    }
    return tables[code]() if code in tables else None
