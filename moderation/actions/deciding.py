"""Verdicts of experts: each is a vote, and the vote that settles a step decides.

``approve``, ``return_submission`` and ``reject`` are about a draft under review; ``keep`` and
``remove`` about what is public and is looked at once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.api import User
from learning_objects.data import VersionView
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.concluding import Verdict, conclude
from moderation.actions.voting import Ballot, cast, has_voted, settle, votes_of_step
from moderation.blind import said_in_this_step
from moderation.data import (
    APPROVE,
    KEEP,
    MUST,
    QUEUED,
    REJECT,
    RETURN,
    UNSETTLED,
)
from moderation.models import Decision, Submission, Vote
from moderation.quality.controls import control_of, take_control_vote

# The transition that a verdict asks for; its permission and guard are asked even when the vote
# does not settle anything yet.
TRANSITIONS = {APPROVE: "approve", RETURN: "return", REJECT: "reject", KEEP: "keep"}


class LetterMissing(ValueError):
    """Whatever does not publish says why."""


class RoundChanged(Exception):
    """The author has handed in another draft than the one that was read."""


def return_submission(
    *,
    submission: Submission,
    letter: str,
    by: User,
    now: datetime,
    marks: Mapping[str, str] | None = None,
    seen_round: int | None = None,
) -> Decision | None:
    """Vote to give the object back to its authors; returns the decision when that settles it.

    ``marks`` are the answers to the rubric, at least one of them a no. ``seen_round`` is the round
    that ``by`` has read; ``None`` when nobody reads a page. Raises ``TransitionRefused``,
    :class:`LetterMissing`, :class:`RoundChanged` and ``ReasonMissing``.
    """
    ballot = Ballot(RETURN, marks or {}, letter.strip())
    return _vote(submission, ballot, seen_round, by=by, now=now)[0]


def reject(
    *,
    submission: Submission,
    letter: str,
    by: User,
    now: datetime,
    marks: Mapping[str, str] | None = None,
    seen_round: int | None = None,
) -> Decision | None:
    """Vote to close the review for good: no mending will do. Raises as a return does."""
    ballot = Ballot(REJECT, marks or {}, letter.strip())
    return _vote(submission, ballot, seen_round, by=by, now=now)[0]


def approve(
    *,
    submission: Submission,
    by: User,
    now: datetime,
    letter: str = "",
    marks: Mapping[str, str] | None = None,
    seen_round: int | None = None,
) -> VersionView | None:
    """Vote to publish exactly the revision under review; returns the version when that settles it.

    ``marks`` answer the whole rubric, none of them with a no. Raises ``TransitionRefused`` (no
    right, not claimed by ``by``, «must» remarks are open), :class:`RoundChanged`,
    ``RubricIncomplete`` and ``FaultyApproval``.
    """
    ballot = Ballot(APPROVE, marks or {}, letter.strip())
    return _vote(submission, ballot, seen_round, by=by, now=now)[1]


def keep(
    *,
    submission: Submission,
    by: User,
    now: datetime,
    letter: str = "",
    marks: Mapping[str, str] | None = None,
) -> Decision | None:
    """End a second look: the object stays. Remarks made meanwhile go to its authors."""
    return _vote(submission, Ballot(KEEP, marks or {}, letter.strip()), None, by=by, now=now)[0]


def remove(
    *,
    submission: Submission,
    how: str,
    letter: str,
    by: User,
    now: datetime,
    marks: Mapping[str, str] | None = None,
) -> Decision | None:
    """End a second look: the object leaves the library, ``how`` is ``retire`` or ``block``.

    Raises ``TransitionRefused``, :class:`LetterMissing` and ``ReasonMissing``.
    """
    return _vote(submission, Ballot(how, marks or {}, letter.strip()), None, by=by, now=now)[0]


@transaction.atomic
def _vote(
    submission: Submission, ballot: Ballot, seen_round: int | None, *, by: User, now: datetime
) -> Verdict:
    fresh = lock_submission(submission)
    musts = count_open_musts(fresh, seen_by=by) if ballot.verdict == APPROVE else 0
    name = TRANSITIONS.get(ballot.verdict, "remove")
    check_move(name, fresh, by=by, now=now, open_musts=musts, has_voted=has_voted(fresh, by))
    if seen_round is not None and seen_round != fresh.round:
        raise RoundChanged
    if ballot.verdict not in (APPROVE, KEEP) and not ballot.letter:
        raise LetterMissing
    vote = cast(fresh, ballot, by=by, now=now)
    control = control_of(fresh)
    if control is not None:
        take_control_vote(control, fresh, submission, vote, by=by, now=now)
        return None, None
    votes = votes_of_step(fresh)
    settled = settle([item.verdict for item in votes], fresh.seats)
    if settled is None:
        _pass_on(fresh, submission, vote, {"seat": fresh.seat + 1}, by=by, now=now)
        return None, None
    if settled == APPROVE and fresh.step + 1 < len(fresh.plan):
        _pass_on(fresh, submission, vote, _next_step(fresh), by=by, now=now)
        return None, None
    return conclude(fresh, submission, settled, votes, by=by, now=now)


def _next_step(submission: Submission) -> dict[str, Any]:
    step = submission.step + 1
    return {"step": step, "stage": submission.plan[step]["stage"], "seat": 1}


def _pass_on(
    fresh: Submission,
    given: Submission,
    vote: Vote,
    changes: dict[str, Any],
    *,
    by: User,
    now: datetime,
) -> None:
    """Put the submission back into the queue, in its old place, for the next expert."""
    check_move("pass_on", fresh, by=by, now=now)
    note_move("vote", fresh, by=by, now=now, vote=vote.uuid, stage=vote.stage, seat=vote.seat)
    names = ("claimed_by", "claimed_at", "lease_until", "assigned_by")
    free: dict[str, Any] = {"state": QUEUED, **dict.fromkeys(names)}
    write_move(fresh, given, **free, **changes)


def count_open_musts(submission: Submission, *, seen_by: User | None = None) -> int:
    """Return how many remarks that must be mended no expert has settled.

    ``seen_by``: only those that this expert knows of, which of a blind step are their own.
    """
    remarks = submission.remarks.filter(severity=MUST, state__in=UNSETTLED)
    if seen_by is not None and submission.is_blind:
        remarks = remarks.exclude(~Q(author=seen_by) & said_in_this_step(submission))
    return remarks.count()
