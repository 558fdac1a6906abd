"""The states of a submission and of a remark, and the declared transitions between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from core.data import Machine, Transition
from moderation import data

if TYPE_CHECKING:
    from accounts.api import User
    from moderation.models import Submission

CLAIM = "moderation.claim"
DECIDE = "moderation.decide"
RELEASE = "moderation.release"
SUBMIT = "moderation.submit"
RECALL = "moderation.recall"
APPEAL = "moderation.appeal"
REMARK = "moderation.remark"
ANSWER = "moderation.answer"
ASSIGN = "moderation.assign"
HAND_OVER = "moderation.hand_over"
TAKE_OUT = "moderation.take_out"
PUT_BACK = "moderation.put_back"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a guard looks at: the submission, who tries, when, and how many «must» are open.

    ``has_voted``: whether ``by`` has voted in this round already or, on an appeal, ever.
    ``is_appealed``: whether the submission has had its one appeal.
    """

    submission: Submission
    by: User
    now: datetime
    open_musts: int = 0
    has_voted: bool = False
    is_appealed: bool = False


def has_a_fresh_eye(attempt: Attempt) -> str | None:
    """Refuse a second vote of the same person."""
    if not attempt.has_voted:
        return None
    return gettext("You have voted on it already; now others look at it.")


def lease_is_over(attempt: Attempt) -> str | None:
    """Refuse to take a submission from somebody whose lease still runs."""
    refused = has_a_fresh_eye(attempt)
    if refused:
        return refused
    until = attempt.submission.lease_until
    if attempt.submission.claimed_by_id == attempt.by.pk or (until and until < attempt.now):
        return None
    return gettext("Another expert is working on it.")


def holds_claim(attempt: Attempt) -> str | None:
    """Refuse whoever has not claimed the submission, and a second vote of the same person."""
    if attempt.submission.claimed_by_id == attempt.by.pk:
        return has_a_fresh_eye(attempt)
    return gettext("Claim the submission first.")


def holds_review(attempt: Attempt) -> str | None:
    """Refuse whoever has not claimed it, and verdicts on a draft when the public version is up."""
    if attempt.submission.purpose == data.REVIEW:
        return holds_claim(attempt)
    return gettext("It is a second look at what is public: keep it or take it out.")


def holds_recheck(attempt: Attempt) -> str | None:
    """Refuse whoever has not claimed it, and verdicts on the public version of a draft."""
    if attempt.submission.purpose == data.RECHECK:
        return holds_claim(attempt)
    return gettext("It is a review of a draft: approve, return or reject it.")


def is_a_recheck(attempt: Attempt) -> str | None:
    """Refuse for a review of a draft."""
    if attempt.submission.purpose == data.RECHECK:
        return None
    return gettext("It is a review of a draft: approve, return or reject it.")


def may_approve_now(attempt: Attempt) -> str | None:
    """Refuse without a claim, and while remarks that must be mended are open."""
    refused = holds_review(attempt)
    if refused or not attempt.open_musts:
        return refused
    return ngettext(
        "%(number)d remark that must be mended is still open.",
        "%(number)d remarks that must be mended are still open.",
        attempt.open_musts,
    ) % {"number": attempt.open_musts}


def may_be_appealed(attempt: Attempt) -> str | None:
    """Refuse a second appeal."""
    if not attempt.is_appealed:
        return None
    return gettext("The decision has been appealed once; it is final now.")


SUBMISSIONS = Machine(
    "submission",
    states=data.STATES,
    initial=data.QUEUED,
    transitions=[
        Transition("resubmit", (data.RETURNED,), data.QUEUED, permission=SUBMIT),
        Transition("claim", (data.QUEUED,), data.CLAIMED, permission=CLAIM, guard=has_a_fresh_eye),
        Transition(
            "take_over", (data.CLAIMED,), data.CLAIMED, permission=CLAIM, guard=lease_is_over
        ),
        Transition("release", (data.CLAIMED,), data.QUEUED, permission=RELEASE),
        # A vote that does not settle the step, or ends one step of several.
        Transition("pass_on", (data.CLAIMED,), data.QUEUED, permission=DECIDE, guard=holds_claim),
        Transition("return", (data.CLAIMED,), data.RETURNED, permission=DECIDE, guard=holds_review),
        Transition("reject", (data.CLAIMED,), data.REJECTED, permission=DECIDE, guard=holds_review),
        Transition(
            "approve", (data.CLAIMED,), data.APPROVED, permission=DECIDE, guard=may_approve_now
        ),
        Transition(
            "appeal",
            (data.RETURNED, data.REJECTED),
            data.QUEUED,
            permission=APPEAL,
            guard=may_be_appealed,
        ),
        Transition("keep", (data.CLAIMED,), data.KEPT, permission=DECIDE, guard=holds_recheck),
        Transition("remove", (data.CLAIMED,), data.REMOVED, permission=DECIDE, guard=holds_recheck),
        # A control item has been judged; nothing was decided.
        Transition("settle_control", data.WAITING_STATES, data.RECALLED),
        # A chief has taken the object out without waiting for the experts.
        Transition("overtake", data.WAITING_STATES, data.REMOVED, guard=is_a_recheck),
        Transition("recall", data.OPEN_STATES, data.RECALLED, permission=RECALL),
        # Given by a chief, given on by who holds it, taken back from who has forgotten it.
        Transition("assign", data.WAITING_STATES, data.CLAIMED, permission=ASSIGN),
        Transition("hand_over", (data.CLAIMED,), data.CLAIMED, permission=HAND_OVER),
        Transition("expire", (data.CLAIMED,), data.QUEUED),
        # Into the queue of the central institute, and back; who may is asked of the referral.
        Transition("send_up", data.WAITING_STATES, data.QUEUED),
        Transition("call_back", (data.QUEUED,), data.QUEUED),
    ],
)

REMARKS = Machine(
    "remark",
    states=data.REMARK_STATES,
    initial=data.OPEN,
    transitions=[
        Transition("mark_done", (data.OPEN,), data.DONE, permission=ANSWER),
        Transition("resolve", (data.OPEN, data.DONE), data.RESOLVED, permission=REMARK),
        Transition("reopen", (data.DONE, data.RESOLVED), data.OPEN, permission=REMARK),
        Transition("withdraw", (data.OPEN, data.DONE), data.WITHDRAWN, permission=REMARK),
    ],
)
