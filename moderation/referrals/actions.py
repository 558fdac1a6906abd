"""A regional institute sends a work up to the central one, which answers with its decision.

Sending moves the submission into the queue of the central institute, under its rules, rubrics and
clock; the answer is the decision itself, written in the transaction of the decision.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.api import User, may, require
from core.data import Transition
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.clock import start_clock
from moderation.actions.institute import ensure_central_institute
from moderation.actions.planning import start_plan
from moderation.actions.telling import tell_lost
from moderation.data import APPROVED, CLAIMED, QUEUED, RECALLED, REJECTED, RETURNED, REVIEW
from moderation.models import Institute, Referral, Submission
from moderation.news import SENT_UP
from moderation.referrals import announcing, data
from moderation.referrals.rules import PREPARE
from moderation.referrals.states import REFERRALS, ReferralAttempt

NOTE_LIMIT = 4000
# What the end of a round at the central institute means for the referral.
ANSWERS = {
    APPROVED: "accept",
    RETURNED: "return",
    REJECTED: "refuse",
    RECALLED: "lapse",
    QUEUED: "resume",
    CLAIMED: "resume",
}


class NoteMissing(ValueError):
    """Whoever sends a work up says what the central institute is asked."""


class AlreadyReferred(Exception):
    """The work is being sent up already."""


@transaction.atomic
def prepare_referral(*, submission: Submission, note: str, by: User, now: datetime) -> Referral:
    """Propose to send a work up; a chief of the institute sends it.

    Raises ``NotAllowed``, ``TransitionRefused``, :class:`NoteMissing`, :class:`AlreadyReferred`.
    """
    fresh = lock_submission(submission)
    require(by, PREPARE, fresh)
    words = note.strip()[:NOTE_LIMIT]
    if not words:
        raise NoteMissing
    made = Referral(
        submission=fresh,
        sender=fresh.institute,
        receiver=ensure_central_institute(),
        note=words,
        prepared_by=by,
        prepared_at=now,
        changed_at=now,
    )
    REFERRALS.check("send", state=made.state, subject=_attempt(made), allowed=True)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise AlreadyReferred from error
    note_move("prepare_referral", fresh, by=by, now=now, referral=made.uuid)
    announcing.tell_prepared(made, now=now)
    return made


@transaction.atomic
def send_referral(*, referral: Referral, by: User, now: datetime) -> None:
    """Put the work into the queue of the central institute. Raises ``TransitionRefused``."""
    fresh = _lock(referral)
    target = _check("send", fresh, by=by).target
    submission = fresh.submission
    tell_lost(submission, SENT_UP, by=by, now=now)
    # The audit first: what it moves along must see the referral as it was.
    _hand_over(submission, fresh.receiver, "send_up", by=by, now=now)
    _write(fresh, referral, state=target, sent_by=by, sent_at=now, changed_at=now)
    note_move("send_up", submission, by=by, now=now, referral=fresh.uuid)
    announcing.tell_sent(fresh, now=now)


@transaction.atomic
def withdraw_referral(*, referral: Referral, by: User, now: datetime) -> None:
    """Take the proposal back, or the work from the queue of the central institute.

    Raises ``TransitionRefused``: not while somebody there is working on it.
    """
    fresh = _lock(referral)
    target = _check("withdraw", fresh, by=by).target
    if fresh.state == data.SENT:
        _hand_over(fresh.submission, fresh.sender, "call_back", by=by, now=now)
    _write(fresh, referral, state=target, changed_at=now)
    note_move("withdraw_referral", fresh.submission, by=by, now=now, referral=fresh.uuid)


def follow_review(submission: Submission, *, by: User | None, now: datetime) -> None:
    """Move the referral of a submission in the submission's own transaction.

    Called after every move of every review; most are not referred, which costs one small query.
    """
    if submission.purpose != REVIEW:
        return
    rows = Referral.objects.select_for_update(of=("self",)).select_related("sender", "receiver")
    found = rows.filter(submission=submission, state__in=data.FOLLOWED).order_by("-pk").first()
    if found is None:
        return
    name = _step(found, submission)
    if name is None or found.state not in REFERRALS.transition(name).sources:
        return
    found.submission = submission
    target = REFERRALS.check(name, state=found.state, subject=_attempt(found)).target
    changes: dict[str, Any] = {"state": target, "changed_at": now}
    if target in data.ANSWERED:
        changes |= {"answered_at": now, "decision": submission.decisions.latest("pk")}
    _write(found, found, **changes)
    if target in data.ANSWERED:
        announcing.tell_answered(found, now=now)


def _step(referral: Referral, submission: Submission) -> str | None:
    """Return the transition that the state of the review asks for."""
    if submission.institute_id == referral.receiver_id:
        return ANSWERS.get(submission.state)
    # Not sent yet: a decision of the region, or a recall, ends the proposal.
    return None if submission.state in (QUEUED, CLAIMED) else "lapse"


def _lock(referral: Referral) -> Referral:
    """Return the row as it is now; the submission is locked first, as by every review."""
    submission = lock_submission(Submission.objects.get(pk=referral.submission_id))
    rows = Referral.objects.select_for_update(of=("self",)).select_related("sender", "receiver")
    fresh = rows.get(pk=referral.pk)
    fresh.submission = submission
    return fresh


def _attempt(referral: Referral) -> ReferralAttempt:
    submission = referral.submission
    votes = submission.votes.filter(round=submission.round) if submission.pk else None
    return ReferralAttempt(referral, submission, bool(votes is not None and votes.exists()))


def _check(name: str, referral: Referral, *, by: User) -> Transition:
    transition = REFERRALS.transition(name)
    allowed = transition.permission is None or may(by, transition.permission, referral)
    return REFERRALS.check(name, state=referral.state, subject=_attempt(referral), allowed=allowed)


def _write(fresh: Referral, given: Referral, **changes: Any) -> None:
    Referral.objects.filter(pk=fresh.pk).update(**changes)
    for name, value in changes.items():
        setattr(fresh, name, value)
        setattr(given, name, value)


def _hand_over(
    submission: Submission, to: Institute, verb: str, *, by: User, now: datetime
) -> None:
    """Put the locked submission into another institute's queue: its plan, its clock, no claim."""
    target = check_move(verb, submission, by=by, now=now).target
    submission.institute = to
    start_plan(submission)
    free = dict.fromkeys(("claimed_by", "claimed_at", "lease_until", "assigned_by"))
    write_move(
        submission,
        submission,
        state=target,
        institute=to,
        plan=submission.plan,
        step=submission.step,
        stage=submission.stage,
        seat=submission.seat,
        **free,
        **start_clock(submission, now, anew=True),
    )
