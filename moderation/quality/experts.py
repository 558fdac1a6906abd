"""Reads of the figures of single experts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from accounts.api import User
from moderation.data import CLAIMED
from moderation.models import ControlResult, Institute, ReviewerDay, Submission
from moderation.quality.counting import bounds_of
from moderation.quality.percentiles import percentile, share
from moderation.quality.periods import Period

SUMS = ("votes", "good", "judged", "overturned")


@dataclass(frozen=True, slots=True)
class ExpertFigures:
    """What one expert did in a period; ``held`` is what they have in hand now."""

    person: User
    votes: int
    good: int
    minutes: int | None
    judged: int
    overturned: int
    controls: int
    right: int
    held: int

    @property
    def returned_share(self) -> float | None:
        """Return the share of verdicts that returned, rejected or removed the object."""
        return share(self.votes - self.good, self.votes)

    @property
    def overturned_share(self) -> float | None:
        """Return the share that did not stand among those that others have looked at."""
        return share(self.overturned, self.judged)


def sums_of_experts(institute: Institute, period: Period) -> QuerySet[ReviewerDay, Any]:
    """Return a row an expert, who did most first; slice it."""
    return (
        ReviewerDay.objects.filter(institute=institute, day__range=(period.first, period.last))
        .order_by()
        .values("person")
        .annotate(**{f"all_{name}": Sum(name) for name in SUMS})
        .order_by(F("all_votes").desc(), "person")
    )


def describe_experts(
    rows: Iterable[dict[str, Any]], institute: Institute, period: Period
) -> list[ExpertFigures]:
    """Return the rows of :func:`sums_of_experts` with names and the rest; four queries."""
    given = list(rows)
    ids = [row["person"] for row in given]
    people = User.objects.in_bulk(ids)
    days = ReviewerDay.objects.filter(
        institute=institute, person__in=ids, day__range=(period.first, period.last)
    )
    minutes: dict[int, Counter[int]] = defaultdict(Counter)
    for person, table in days.values_list("person", "minutes"):
        minutes[person].update({int(key): number for key, number in table.items()})
    controls = _controls_of(ids, institute, period)
    held = _held_by(ids)
    return [
        ExpertFigures(
            people[row["person"]],
            minutes=percentile(minutes[row["person"]], 0.5),
            controls=controls.get(row["person"], (0, 0))[0],
            right=controls.get(row["person"], (0, 0))[1],
            held=held.get(row["person"], 0),
            **{name: row[f"all_{name}"] for name in SUMS},
        )
        for row in given
    ]


def figures_of(person: User, institute: Institute, period: Period) -> ExpertFigures:
    """Return the figures of one expert; zeros when there is nothing."""
    rows = list(sums_of_experts(institute, period).filter(person=person))
    empty = {"person": person.pk, **{f"all_{name}": 0 for name in SUMS}}
    return describe_experts(rows or [empty], institute, period)[0]


def results_within(institute: Institute, period: Period) -> QuerySet[ControlResult]:
    """Return the results of control items of the period."""
    begin, end = bounds_of(period.first)[0], bounds_of(period.last)[1]
    return ControlResult.objects.filter(control__institute=institute, at__gte=begin, at__lt=end)


def _controls_of(
    ids: list[int], institute: Institute, period: Period
) -> dict[int, tuple[int, int]]:
    rows = (
        results_within(institute, period)
        .filter(by__in=ids)
        .order_by()
        .values("by")
        .annotate(number=Count("pk"), right=Count("pk", filter=Q(is_right=True)))
    )
    return {row["by"]: (row["number"], row["right"]) for row in rows}


def _held_by(ids: list[int]) -> dict[int | None, int]:
    rows = (
        Submission.objects.filter(state=CLAIMED, claimed_by__in=ids)
        .order_by()
        .values("claimed_by")
        .annotate(number=Count("pk"))
    )
    return {row["claimed_by"]: row["number"] for row in rows}


def votes_by_piece(
    person: User, institute: Institute, period: Period
) -> list[tuple[date, int, int]]:
    """Return (first day, votes, of them returned) of each piece of the period; one query."""
    rows = list(
        ReviewerDay.objects.filter(
            institute=institute, person=person, day__range=(period.first, period.last)
        ).values_list("day", "votes", "good")
    )
    found = []
    for first, last in period.pieces():
        inside = [(votes, good) for day, votes, good in rows if first <= day <= last]
        votes = sum(item[0] for item in inside)
        found.append((first, votes, votes - sum(item[1] for item in inside)))
    return found
