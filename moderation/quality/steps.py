"""Steps of reviews on which more than one expert voted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from moderation.actions.voting import settle
from moderation.models import Institute, Vote

# From when (inside) to when (outside).
Span = tuple[datetime, datetime]
BLIND_SEATS = 2
PANEL_SEATS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """The votes of one step in the order of their seats, and what they came to."""

    kind: str
    settled: str
    votes: list[Vote]


def votes_within(institute: Institute, span: Span) -> QuerySet[Vote]:
    """Return the votes given within ``span`` that are no controls'."""
    return Vote.objects.filter(
        at__gte=span[0],
        at__lt=span[1],
        submission__institute=institute,
        submission__control__isnull=True,
    )


def shared_steps(institute: Institute, span: Span) -> Iterator[Step]:
    """Return the steps with several votes that were settled within ``span``; one query.

    Two blind readers who disagree wait for a third: the step counts when that vote has come.
    """
    last = votes_within(institute, span).filter(seat__gte=2).values("submission")
    places: dict[Any, list[Vote]] = defaultdict(list)
    rows = (
        Vote.objects.filter(submission__in=last)
        .select_related("submission")
        .only(
            *("round", "is_appeal", "step", "seat", "verdict", "marks", "at", "by_id"),
            "submission__kind",
        )
        .order_by("seat")
    )
    for vote in rows:
        places[vote.submission_id, vote.round, vote.is_appeal, vote.step].append(vote)
    for votes in places.values():
        seats = PANEL_SEATS if votes[0].is_appeal else BLIND_SEATS
        settled = settle([vote.verdict for vote in votes], seats)
        if settled is not None and span[0] <= votes[-1].at < span[1]:
            yield Step(votes[0].submission.kind, settled, votes)
