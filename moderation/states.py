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
REMARK = "moderation.remark"
ANSWER = "moderation.answer"
ASSIGN = "moderation.assign"
HAND_OVER = "moderation.hand_over"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a guard looks at: the submission, who tries, when, and how many «must» are open."""

    submission: Submission
    by: User
    now: datetime
    open_musts: int = 0


def lease_is_over(attempt: Attempt) -> str | None:
    """Refuse to take a submission from somebody whose lease still runs."""
    until = attempt.submission.lease_until
    if attempt.submission.claimed_by_id == attempt.by.pk or (until and until < attempt.now):
        return None
    return gettext("Another expert is working on it.")


def holds_claim(attempt: Attempt) -> str | None:
    """Refuse whoever has not claimed the submission."""
    if attempt.submission.claimed_by_id == attempt.by.pk:
        return None
    return gettext("Claim the submission first.")


def may_approve_now(attempt: Attempt) -> str | None:
    """Refuse without a claim, and while remarks that must be mended are open."""
    refused = holds_claim(attempt)
    if refused or not attempt.open_musts:
        return refused
    return ngettext(
        "%(number)d remark that must be mended is still open.",
        "%(number)d remarks that must be mended are still open.",
        attempt.open_musts,
    ) % {"number": attempt.open_musts}


SUBMISSIONS = Machine(
    "submission",
    states=data.STATES,
    initial=data.QUEUED,
    transitions=[
        Transition("resubmit", (data.RETURNED,), data.QUEUED, permission=SUBMIT),
        Transition("claim", (data.QUEUED,), data.CLAIMED, permission=CLAIM),
        Transition(
            "take_over", (data.CLAIMED,), data.CLAIMED, permission=CLAIM, guard=lease_is_over
        ),
        Transition("release", (data.CLAIMED,), data.QUEUED, permission=RELEASE),
        Transition("return", (data.CLAIMED,), data.RETURNED, permission=DECIDE, guard=holds_claim),
        Transition(
            "approve", (data.CLAIMED,), data.APPROVED, permission=DECIDE, guard=may_approve_now
        ),
        Transition("recall", data.OPEN_STATES, data.RECALLED, permission=RECALL),
        # Given by a chief, given on by who holds it, taken back from who has forgotten it.
        Transition("assign", data.WAITING_STATES, data.CLAIMED, permission=ASSIGN),
        Transition("hand_over", (data.CLAIMED,), data.CLAIMED, permission=HAND_OVER),
        Transition("expire", (data.CLAIMED,), data.QUEUED),
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
