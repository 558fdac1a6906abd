"""The tables about experts: their work, their agreement, control items."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.models import Control, ControlResult, Decision
from moderation.quality.agreement import alpha
from moderation.quality.experts import ExpertFigures
from moderation.quality.figures import Figures
from moderation.quality.pairs import Pair
from moderation.quality.percentiles import share
from moderation.quality.tables import BAR, DAY, DECIMAL, NUMBER, SHARE, Column, Row, Table


def expert_table(figures: Iterable[ExpertFigures]) -> Table:
    """Return a row an expert."""
    rows = [
        Row(
            [
                *(item.person.full_name, item.votes, item.held, item.returned_share, item.minutes),
                *(item.judged, item.overturned_share, item.controls),
                share(item.right, item.controls),
            ],
            reverse("moderation:quality_expert", args=[item.person.uuid]),
        )
        for item in figures
    ]
    columns = [
        Column(gettext_lazy("Expert")),
        Column(gettext_lazy("Verdicts"), BAR),
        Column(gettext_lazy("In hand now"), NUMBER),
        Column(gettext_lazy("Share returned"), SHARE),
        Column(gettext_lazy("Minutes a work"), NUMBER),
        Column(gettext_lazy("Looked at again"), NUMBER),
        Column(gettext_lazy("Share overturned"), SHARE),
        Column(gettext_lazy("Control items"), NUMBER),
        Column(gettext_lazy("Judged right"), SHARE),
    ]
    return Table(
        *("experts", gettext_lazy("Work of the experts"), columns, rows),
        hint=gettext_lazy(
            "Few works say little: look at the shares only where there are twenty and more."
        ),
        empty=gettext_lazy("No expert has voted in these days."),
    )


def work_table(pieces: Iterable[tuple[date, int, int]]) -> Table:
    """Return what one expert did, piece by piece of the period."""
    columns = [
        Column(gettext_lazy("Since"), DAY),
        Column(gettext_lazy("Verdicts"), NUMBER),
        Column(gettext_lazy("Returned, rejected or removed"), NUMBER),
    ]
    return Table("work", gettext_lazy("Work over time"), columns, [Row(row) for row in pieces])


def own_table(mine: ExpertFigures, everybody: Figures, right: float | None) -> Table:
    """Return one expert beside the institute; ``right`` is the institute's share of controls."""
    good = share(mine.right, mine.controls)
    rows = [
        Row([_("Returned, %"), _percent(mine.returned_share), _percent(_returned(everybody))]),
        Row([_("Minutes a work, the median"), mine.minutes, everybody.usual_minutes]),
        Row([_("Verdicts that others looked at again"), mine.judged, everybody.judged.total()]),
        Row(
            [
                _("Of them overturned, %"),
                _percent(mine.overturned_share),
                _percent(everybody.overturned_share),
            ]
        ),
        Row([_("Control items judged right, %"), _percent(good), _percent(right)]),
    ]
    columns = [
        Column(gettext_lazy("Figure")),
        Column(gettext_lazy("Expert"), DECIMAL),
        Column(gettext_lazy("Institute"), DECIMAL),
    ]
    return Table("own", gettext_lazy("Beside the institute"), columns, rows)


def pair_table(pairs: Iterable[Pair]) -> Table:
    """Return the pairs of experts who voted on the same works."""
    rows = [
        Row([item.first.full_name, item.second.full_name, item.number, item.equal, item.kappa])
        for item in pairs
    ]
    columns = [
        Column(gettext_lazy("Expert")),
        Column(gettext_lazy("Other expert")),
        Column(gettext_lazy("Works of both"), BAR),
        Column(gettext_lazy("Same verdict"), SHARE),
        Column(gettext_lazy("Cohen's kappa"), DECIMAL),
    ]
    return Table(
        *("pairs", gettext_lazy("Pairs of experts"), columns, rows),
        hint=gettext_lazy("Kappa is shown from five common works on."),
        empty=gettext_lazy("No two experts have voted on the same work in these days."),
    )


def criterion_table(facts: Figures, words: dict[str, str]) -> Table:
    """Return how far experts agree about each criterion, the worst first."""
    found = [(alpha(table), code, sum(table.values())) for code, table in facts.criteria.items()]
    found.sort(key=lambda item: (item[0] is None, item[0] or 0, item[1]))
    rows = [Row([words.get(code, code), round(n), value]) for value, code, n in found]
    columns = [
        Column(gettext_lazy("Criterion, as a fault")),
        Column(gettext_lazy("Answers"), NUMBER),
        Column(gettext_lazy("Krippendorff's alpha"), DECIMAL),
    ]
    return Table(
        *("criteria", gettext_lazy("Agreement about criteria"), columns, rows),
        hint=gettext_lazy(
            "A low figure says that the criterion is worded so that it is read in different ways."
        ),
        empty=gettext_lazy("No two experts have voted on the same work in these days."),
    )


def control_table(controls: Iterable[Control]) -> Table:
    """Return the control items with what came out; ``number`` and ``right`` are annotated."""
    rows = [
        Row(
            [
                *(item.title, item.get_verdict_display(), item.made_at),
                *(item.number, item.right),  # type: ignore[attr-defined]
                _("over") if item.ended_at else _("in the queue"),
            ],
            reverse("moderation:control", args=[item.uuid]),
        )
        for item in controls
    ]
    columns = [
        Column(gettext_lazy("Title")),
        Column(gettext_lazy("Right verdict")),
        Column(gettext_lazy("Made"), DAY),
        Column(gettext_lazy("Experts"), NUMBER),
        Column(gettext_lazy("Judged right"), NUMBER),
        Column(gettext_lazy("State")),
    ]
    return Table("controls", gettext_lazy("Control items"), columns, rows)


def result_table(results: Iterable[ControlResult]) -> Table:
    """Return who judged control items, and how."""
    rows = [
        Row(
            [
                *(item.by.full_name, item.control.title, item.at),
                *(Decision.Verdict(item.verdict).label, _("yes") if item.is_right else _("no")),
                *(item.found, item.missed, item.extra),
            ]
        )
        for item in results
    ]
    columns = [
        Column(gettext_lazy("Expert")),
        Column(gettext_lazy("Title")),
        Column(gettext_lazy("When"), DAY),
        Column(gettext_lazy("Verdict")),
        Column(gettext_lazy("Right")),
        Column(gettext_lazy("Faults found"), NUMBER),
        Column(gettext_lazy("Faults missed"), NUMBER),
        Column(gettext_lazy("Needless faults"), NUMBER),
    ]
    return Table(
        *("results", gettext_lazy("Results of control items"), columns, rows),
        empty=gettext_lazy("No expert has judged a control item yet."),
    )


def _returned(everybody: Figures) -> float | None:
    votes = everybody.verdicts.total()
    return share(votes - everybody.good, votes)


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value
