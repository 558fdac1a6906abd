"""Votes, and what they come to.

Two blind readers who agree settle a step; when they do not, a third reads, and the majority counts.
Where three different things were said, the object goes back to its author: the mildest of the
verdicts that do not publish.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accounts.api import User
from moderation.actions.rubrics import check_marks, rubric_of
from moderation.data import NO, RETURN
from moderation.interests import votes_of
from moderation.models import Submission, Vote, VoteReason

MAJORITY = 2


@dataclass(frozen=True, slots=True)
class Ballot:
    """What an expert hands in: verdict, answers to the rubric, letter."""

    verdict: str
    marks: Mapping[str, str] = field(default_factory=dict)
    letter: str = ""


def settle(verdicts: Sequence[str], seats: int) -> str | None:
    """Return what ``verdicts`` of one step come to, or ``None`` while another vote is awaited.

    ``seats`` is how many votes the step asks for at first: one, two (blind readers, a split asks
    for a third) or three (a panel).

    >>> settle(["approve"], 1)
    'approve'
    >>> settle(["approve", "return"], 2) is None
    True
    >>> settle(["approve", "return", "approve"], 2)
    'approve'
    >>> settle(["approve", "reject", "return"], 3)
    'return'
    """
    if len(verdicts) < seats:
        return None
    most, count = Counter(verdicts).most_common(1)[0]
    if count == len(verdicts) or count >= MAJORITY:
        return most
    return RETURN if len(verdicts) > MAJORITY else None


def votes_of_step(submission: Submission) -> list[Vote]:
    """Return the votes of the step in work, in the order of their seats."""
    return list(
        submission.votes.filter(
            round=submission.round, is_appeal=submission.is_appeal, step=submission.step
        )
        .select_related("by")
        .order_by("seat")
    )


def has_voted(submission: Submission, user: User) -> bool:
    """Say whether the person's vote of this round counts already; on an appeal, of any round."""
    votes = submission.votes.filter(votes_of(user))
    return (votes if submission.is_appeal else votes.filter(round=submission.round)).exists()


def cast(submission: Submission, ballot: Ballot, *, by: User, now: datetime) -> Vote:
    """Write the vote into its seat; the caller has checked the right and holds the row."""
    rubric = rubric_of(submission)
    marks = check_marks(rubric, ballot.marks, verdict=ballot.verdict)
    vote = Vote.objects.create(
        submission=submission,
        revision_id=submission.revision_id,
        round=submission.round,
        is_appeal=submission.is_appeal,
        step=submission.step,
        stage=submission.stage,
        seat=submission.seat,
        verdict=ballot.verdict,
        rubric=rubric,
        marks=marks,
        letter=ballot.letter,
        by=by,
        at=now,
        seconds=_seconds_of_work(submission, now),
    )
    failed = [VoteReason(vote=vote, code=code) for code, mark in marks.items() if mark == NO]
    VoteReason.objects.bulk_create(failed)
    return vote


def _seconds_of_work(submission: Submission, now: datetime) -> int:
    """Return how long the claim has been held, in seconds."""
    since = submission.claimed_at
    return max(0, int((now - since).total_seconds())) if since else 0
