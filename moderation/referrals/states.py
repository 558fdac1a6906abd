"""The states of a referral and the declared transitions between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from core.data import Machine, Transition
from moderation.data import QUEUED, REVIEW, WAITING_STATES
from moderation.referrals import data

if TYPE_CHECKING:
    from moderation.models import Referral, Submission

SEND_UP = "moderation.send_up"
END = "moderation.end_referral"


@dataclass(frozen=True, slots=True)
class ReferralAttempt:
    """What a guard looks at: the referral, its submission, whether anybody has voted on it yet."""

    referral: Referral
    submission: Submission
    has_votes: bool = False


def may_go_up(attempt: ReferralAttempt) -> str | None:
    """Refuse what the region has decided about, or begun to."""
    found = attempt.submission
    if found.state not in WAITING_STATES or found.purpose != REVIEW or found.is_appeal:
        return gettext("Only a review that waits for its decision can be sent up.")
    if found.institute_id != attempt.referral.sender_id:
        return gettext("Another institute looks at this work now.")
    if attempt.has_votes:
        return gettext("Your experts have begun to vote on it; end the round first.")
    return None


def may_come_back(attempt: ReferralAttempt) -> str | None:
    """Refuse to take back what the central institute is working on."""
    if attempt.referral.state == data.PREPARED:
        return None
    if attempt.submission.state != QUEUED or attempt.has_votes:
        return gettext("The central institute is working on it already; wait for its answer.")
    return None


REFERRALS = Machine(
    "referral",
    states=data.STATES,
    initial=data.PREPARED,
    transitions=[
        Transition("send", (data.PREPARED,), data.SENT, permission=SEND_UP, guard=may_go_up),
        Transition("accept", (data.SENT,), data.ACCEPTED),
        Transition("return", (data.SENT,), data.RETURNED),
        Transition("refuse", (data.SENT,), data.REFUSED),
        # The author mends it and hands it in anew, or appeals: the central institute looks again.
        Transition("resume", (data.RETURNED, data.REFUSED), data.SENT),
        Transition(
            "withdraw",
            (data.PREPARED, data.SENT),
            data.WITHDRAWN,
            permission=END,
            guard=may_come_back,
        ),
        # The review ended without an answer: recalled by its author, or decided by the region.
        Transition("lapse", data.ALIVE, data.WITHDRAWN),
    ],
)
