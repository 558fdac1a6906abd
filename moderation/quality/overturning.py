"""Whose votes others have looked at since, and which of them did not stand.

A vote is judged by the other votes of its step (``second``), by an appeal against the decision that
it led to (``appeal``), and by a second look at the version that it published (``recheck``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from moderation.data import APPROVE, KEEP, OVERTURNED, RECHECK
from moderation.models import Appeal, Decision, Institute, Vote
from moderation.quality.steps import Span, shared_steps

SECOND = "second"
BY_APPEAL = "appeal"
BY_RECHECK = "recheck"
WAYS = (SECOND, BY_APPEAL, BY_RECHECK)


@dataclass(frozen=True, slots=True)
class Judged:
    """One vote that was looked at: whose (an id), of what kind of object, how it came out."""

    person_id: int
    kind: str
    way: str
    overturned: bool


def judged_on(institute: Institute, span: Span) -> list[Judged]:
    """Return what was settled within ``span``; a fixed number of queries."""
    return [
        *_by_second_votes(institute, span),
        *_by_appeals(institute, span),
        *_by_rechecks(institute, span),
    ]


def _by_second_votes(institute: Institute, span: Span) -> list[Judged]:
    return [
        Judged(vote.by_id, step.kind, SECOND, vote.verdict != step.settled)
        for step in shared_steps(institute, span)
        for vote in step.votes
    ]


def _by_appeals(institute: Institute, span: Span) -> list[Judged]:
    appeals = {
        (item.submission_id, item.against.round): item
        for item in Appeal.objects.filter(
            decision__at__gte=span[0], decision__at__lt=span[1], submission__institute=institute
        ).select_related("against", "submission")
    }
    votes = Vote.objects.filter(submission__appeal__in=appeals.values(), is_appeal=False)
    found = []
    for vote in votes.only("submission_id", "round", "verdict", "by_id"):
        appeal = appeals.get((vote.submission_id, vote.round))
        if appeal and vote.verdict == appeal.against.verdict:
            overturned = appeal.outcome == OVERTURNED
            found.append(Judged(vote.by_id, appeal.submission.kind, BY_APPEAL, overturned))
    return found


def _by_rechecks(institute: Institute, span: Span) -> list[Judged]:
    """Match each second look with the approval that had published the version."""
    looks = {
        look.submission.learning_object_id: look
        for look in Decision.objects.filter(
            at__gte=span[0],
            at__lt=span[1],
            submission__institute=institute,
            submission__purpose=RECHECK,
        ).select_related("submission")
    }
    approvals: dict[int, Any] = {}
    for item in Decision.objects.filter(
        submission__learning_object__in=looks, verdict=APPROVE
    ).select_related("submission"):
        if item.revision_id == looks[item.submission.learning_object_id].revision_id:
            approvals[item.submission_id] = item
    found = []
    votes = Vote.objects.filter(submission__in=approvals, verdict=APPROVE)
    for vote in votes.only("submission_id", "round", "is_appeal", "by_id"):
        approval = approvals[vote.submission_id]
        if (vote.round, vote.is_appeal) == (approval.round, approval.is_appeal):
            look = looks[approval.submission.learning_object_id]
            removed = look.verdict != KEEP
            found.append(Judged(vote.by_id, approval.submission.kind, BY_RECHECK, removed))
    return found


def by_person(judged: list[Judged]) -> dict[int, tuple[int, int]]:
    """Return person → (judged, overturned)."""
    numbers: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for item in judged:
        numbers[item.person_id][0] += 1
        numbers[item.person_id][1] += item.overturned
    return {person: (one, other) for person, (one, other) in numbers.items()}
