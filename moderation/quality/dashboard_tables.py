"""The tables of the institute's dashboard."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from learning_objects.data import KIND_LABELS
from moderation.data import METHODICAL
from moderation.forms import subject_name
from moderation.models import Backlog, Institute, QualityDay, Submission
from moderation.quality.dashboard import oldest, reason_words, uuid_or_none, waited_days
from moderation.quality.figures import HALF, MOST, Figures, add_up
from moderation.quality.overturning import BY_APPEAL, BY_RECHECK, SECOND
from moderation.quality.percentiles import share
from moderation.quality.periods import Period
from moderation.quality.tables import BAR, DAY, DECIMAL, NUMBER, SHARE, Column, Row, Table

WAYS = {
    SECOND: gettext_lazy("by other readers of the same work"),
    BY_APPEAL: gettext_lazy("by an appeal of the author"),
    BY_RECHECK: gettext_lazy("by a second look after publication"),
}


def flow_table(days: list[QualityDay], period: Period, kind: str) -> Table:
    """Return what came in and went out, piece by piece of the period."""
    rows = []
    for first, last in period.pieces():
        facts = add_up((day.facts for day in days if first <= day.day <= last), kind)
        rows.append(Row([first, facts.inflow, facts.new, facts.decided, facts.returned]))
    columns = [
        Column(gettext_lazy("Since"), DAY),
        Column(gettext_lazy("Handed in"), NUMBER),
        Column(gettext_lazy("For the first time"), NUMBER),
        Column(gettext_lazy("Decided"), NUMBER),
        Column(gettext_lazy("Returned or rejected"), NUMBER),
    ]
    return Table("flow", gettext_lazy("Inflow and decisions"), columns, rows)


def queue_table(backlog: Backlog | None) -> Table:
    """Return what waits in each queue: subject, kind, stage."""
    rows = []
    for row in sorted(backlog.rows if backlog else [], key=lambda item: -item["waiting"]):
        subject = subject_name(uuid_or_none(row["subject"])) or _("no subject")
        stage = Submission.Stage(row["stage"]).label
        numbers = [row[name] for name in ("waiting", "claimed", "late", "escalated")]
        link = f"{reverse('moderation:queue')}?which=all&kind={row['kind']}&stage={row['stage']}"
        link += f"&subject={row['subject']}" if row["subject"] else ""
        rows.append(Row([subject, KIND_LABELS[row["kind"]], stage, *numbers], link))
    columns = [
        Column(gettext_lazy("Subject")),
        Column(gettext_lazy("Kind")),
        Column(gettext_lazy("Stage")),
        Column(pgettext_lazy("number of works", "Waiting"), BAR),
        Column(gettext_lazy("With experts"), NUMBER),
        Column(pgettext_lazy("number of works", "Late"), NUMBER),
        Column(gettext_lazy("Raised to chiefs"), NUMBER),
    ]
    return Table(
        *("queues", gettext_lazy("Backlog by queue"), columns, rows),
        empty=gettext_lazy("Nothing waits: every work is decided or with its author."),
    )


def kind_table(days: list[QualityDay]) -> Table:
    """Return the period kind by kind."""
    rows = []
    for code, label in KIND_LABELS.items():
        facts = add_up((day.facts for day in days), code)
        if facts.inflow or facts.decided:
            rows.append(Row([label, *_kind_row(facts)]))
    columns = [
        Column(gettext_lazy("Kind")),
        Column(gettext_lazy("Handed in"), NUMBER),
        Column(gettext_lazy("Decided"), NUMBER),
        Column(gettext_lazy("Median, days"), DECIMAL),
        Column(gettext_lazy("9 of 10 within, days"), DECIMAL),
        Column(gettext_lazy("Share returned"), SHARE),
        Column(gettext_lazy("Minutes a work"), NUMBER),
    ]
    return Table(
        *("kinds", gettext_lazy("Kinds"), columns, rows),
        hint=gettext_lazy(
            "Calendar days from handing in to the decision, without appeals; minutes from the claim"
            " to the verdict, the median."
        ),
        empty=gettext_lazy("Nothing was handed in or decided in these days."),
    )


def _kind_row(facts: Figures) -> list[Any]:
    return [
        *(facts.inflow, facts.decided, facts.days(HALF), facts.days(MOST)),
        *(facts.returned_share, facts.usual_minutes),
    ]


def reason_table(facts: Figures, institute: Institute) -> Table:
    """Return for what works were returned or rejected."""
    words = reason_words(institute)
    rows = [
        Row([words.get(code, code), number, share(number, facts.returned)])
        for code, number in facts.reasons.most_common()
    ]
    columns = [
        Column(gettext_lazy("What did not hold")),
        Column(gettext_lazy("Works"), BAR),
        Column(gettext_lazy("Share of the returned"), SHARE),
    ]
    return Table(
        *("reasons", gettext_lazy("Why works were returned"), columns, rows),
        hint=gettext_lazy("A work may have several reasons, so the shares do not add up to 100 %."),
        empty=gettext_lazy("Nothing was returned or rejected in these days."),
    )


def overturn_table(facts: Figures) -> Table:
    """Return how many verdicts did not stand, by who looked at them again."""
    rows = [
        Row([label, facts.judged[way], facts.overturned[way], _share_of(facts, way)])
        for way, label in WAYS.items()
    ]
    columns = [
        Column(gettext_lazy("Looked at again")),
        Column(gettext_lazy("Verdicts"), NUMBER),
        Column(gettext_lazy("Overturned"), NUMBER),
        Column(gettext_lazy("Share overturned"), SHARE),
    ]
    return Table("overturned", gettext_lazy("Verdicts that did not stand"), columns, rows)


def _share_of(facts: Figures, way: str) -> float | None:
    return share(facts.overturned[way], facts.judged[way])


def oldest_table(institute: Institute, now: datetime, *, may_open: bool) -> Table:
    """Return what has waited longest, counted at this moment."""
    rows = []
    for item in oldest(institute):
        subject = subject_name(item.subject_uuid) or _("no subject")
        stage = "" if item.stage == METHODICAL else item.get_stage_display()
        who = item.claimed_by.short_name if item.claimed_by else ""
        url = reverse("moderation:submission", args=[item.uuid]) if may_open else ""
        values = [item.title, subject, KIND_LABELS[item.kind], stage, who]
        rows.append(Row([*values, item.submitted_at, waited_days(item, now)], url))
    columns = [
        Column(gettext_lazy("Title")),
        Column(gettext_lazy("Subject")),
        Column(gettext_lazy("Kind")),
        Column(gettext_lazy("Stage")),
        Column(gettext_lazy("Expert")),
        Column(gettext_lazy("Handed in"), DAY),
        Column(gettext_lazy("Days of waiting"), NUMBER),
    ]
    return Table(
        *("oldest", gettext_lazy("Waiting longest"), columns, rows),
        empty=gettext_lazy("Nothing waits: every work is decided or with its author."),
    )
