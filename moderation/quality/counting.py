"""Counting a day of an institute from decisions, votes and submissions.

The figures of a day may be counted anew at any time and come out the same: every fact stands in a
row that does not change afterwards. Controls are left out everywhere.

The figures of one kind (``figures.py`` adds them up): ``inflow``, ``new`` (first rounds),
``verdicts`` code → number, ``waits`` tenths of a calendar day → number, ``minutes`` of a work →
number, ``reasons`` code → number of returned and rejected works, ``judged`` and ``overturned`` by
way (``second``, ``appeal``, ``recheck``), ``agree`` and ``criteria`` (coincidences, see
``agreement``; of verdicts, and of the answers to each criterion).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from moderation.data import CLAIMED, QUEUED, RECALLED, REJECT, RETURN
from moderation.models import Decision, Institute, Submission, VoteReason
from moderation.quality.agreement import count_coincidences
from moderation.quality.overturning import Judged, judged_on
from moderation.quality.steps import Span, shared_steps, votes_within
from moderation.workdays import end_of

TENTHS = 24 * 360  # seconds in a tenth of a day
Facts = dict[str, Any]


def bounds_of(day: date) -> Span:
    """Return where the day begins and ends, in the institute's time zone."""
    return end_of(day - timedelta(days=1)), end_of(day)


def count_day(institute: Institute, day: date) -> tuple[dict[str, Facts], list[Judged]]:
    """Return the figures of each kind, and whose votes were looked at by others that day.

    A fixed number of queries.
    """
    span = bounds_of(day)
    kinds: dict[str, Facts] = defaultdict(_blank)
    _count_inflow(kinds, institute, span)
    _count_decisions(kinds, institute, span)
    _count_reasons(kinds, institute, span)
    _count_minutes(kinds, institute, span)
    judged = judged_on(institute, span)
    for item in judged:
        facts = kinds[item.kind]
        facts["judged"][item.way] += 1
        facts["overturned"][item.way] += item.overturned
    _count_agreement(kinds, institute, span)
    return {kind: _plain(facts) for kind, facts in kinds.items()}, judged


def _blank() -> Facts:
    names = ("verdicts", "waits", "minutes", "reasons", "judged", "overturned", "agree")
    counters: Facts = {name: Counter() for name in names}
    return {"inflow": 0, "new": 0, **counters, "criteria": defaultdict(Counter)}


def _count_inflow(kinds: dict[str, Facts], institute: Institute, span: Span) -> None:
    """Count what was handed in: what is decided says so itself, the rest still waits."""
    decided = Decision.objects.filter(
        handed_in_at__gte=span[0], handed_in_at__lt=span[1], submission__institute=institute
    ).values_list("submission__kind", "round")
    waiting = Submission.objects.filter(
        submitted_at__gte=span[0],
        submitted_at__lt=span[1],
        state__in=(QUEUED, CLAIMED, RECALLED),
        is_appeal=False,
        institute=institute,
        control__isnull=True,
    ).values_list("kind", "round")
    for kind, number in [*decided, *waiting]:
        kinds[kind]["inflow"] += 1
        kinds[kind]["new"] += number == 1


def _decided(institute: Institute, span: Span) -> Any:
    return Decision.objects.filter(at__gte=span[0], at__lt=span[1], submission__institute=institute)


def _count_decisions(kinds: dict[str, Facts], institute: Institute, span: Span) -> None:
    rows = _decided(institute, span).values_list(
        "submission__kind", "verdict", "at", "handed_in_at"
    )
    for kind, verdict, at, handed_in in rows:
        kinds[kind]["verdicts"][verdict] += 1
        if handed_in is not None:
            kinds[kind]["waits"][int((at - handed_in).total_seconds() / TENTHS)] += 1


def _count_reasons(kinds: dict[str, Facts], institute: Institute, span: Span) -> None:
    """Count in how many returned and rejected works a criterion did not hold."""
    rows = (
        VoteReason.objects.filter(
            vote__submission__decisions__in=_decided(institute, span).filter(
                verdict__in=(RETURN, REJECT)
            ),
            vote__round=F("vote__submission__decisions__round"),
            vote__is_appeal=F("vote__submission__decisions__is_appeal"),
            vote__verdict__in=(RETURN, REJECT),
        )
        .order_by()
        .values_list("vote__submission__kind", "vote__submission__decisions", "code")
        .distinct()
    )
    for kind, _decision, code in rows:
        kinds[kind]["reasons"][code] += 1


def _count_minutes(kinds: dict[str, Facts], institute: Institute, span: Span) -> None:
    for kind, seconds in votes_within(institute, span).values_list("submission__kind", "seconds"):
        kinds[kind]["minutes"][-(-seconds // 60)] += 1


def _count_agreement(kinds: dict[str, Facts], institute: Institute, span: Span) -> None:
    """Add the steps that several experts voted on and that were settled that day."""
    for step in shared_steps(institute, span):
        facts = kinds[step.kind]
        facts["agree"].update(count_coincidences([[vote.verdict for vote in step.votes]]))
        for code in {code for vote in step.votes for code in vote.marks}:
            values = [vote.marks[code] for vote in step.votes if code in vote.marks]
            facts["criteria"][code].update(count_coincidences([values]))


def _plain(facts: Facts) -> Facts:
    """Return the figures as JSON; a pair of values becomes ``"one|other"``."""
    return {
        **{name: value for name, value in facts.items() if not isinstance(value, dict)},
        **{
            name: {str(key): value for key, value in facts[name].items()}
            for name in ("verdicts", "waits", "minutes", "reasons", "judged", "overturned")
        },
        "agree": _joined(facts["agree"]),
        "criteria": {code: _joined(table) for code, table in facts["criteria"].items()},
    }


def _joined(table: Counter[tuple[str, str]]) -> dict[str, float]:
    return {f"{one}|{other}": value for (one, other), value in table.items()}
