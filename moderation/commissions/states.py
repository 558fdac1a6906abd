"""The states of a call and of an author's part in it, and the declared transitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext

from core.data import Machine, Transition
from moderation.commissions import data

if TYPE_CHECKING:
    from moderation.models import Commission, Taking

MANAGE = "moderation.commission"
DECIDE = "moderation.decide_taking"
OWN = "moderation.own_taking"


@dataclass(frozen=True, slots=True)
class CallAttempt:
    """What a guard of a call looks at."""

    commission: Commission
    now: datetime


@dataclass(frozen=True, slots=True)
class TakingAttempt:
    """What a guard of a taking looks at."""

    taking: Taking
    commission: Commission
    now: datetime


def is_late(commission: Commission, now: datetime) -> bool:
    """Say whether the last day of the call is over, by the clock of the site."""
    return timezone.localdate(now) > commission.deadline


def has_time(attempt: CallAttempt | TakingAttempt) -> str | None:
    """Refuse what begins after the last day."""
    if is_late(attempt.commission, attempt.now):
        return gettext("The deadline is over. Set a later day first.")
    return None


def may_reopen_now(attempt: CallAttempt) -> str | None:
    """Refuse to open a call that is full or over."""
    if attempt.commission.taken >= attempt.commission.places:
        return gettext("All places are taken. Add a place first.")
    return has_time(attempt)


def has_place(attempt: TakingAttempt) -> str | None:
    """Refuse without a free place, and when the call is over."""
    if attempt.commission.state not in data.ALIVE:
        return gettext("The call is over.")
    if attempt.commission.taken >= attempt.commission.places:
        return gettext("All places are taken.")
    return None


COMMISSIONS = Machine(
    "commission",
    states=data.STATES,
    initial=data.DRAFT,
    transitions=[
        Transition("open", (data.DRAFT,), data.OPEN, permission=MANAGE, guard=has_time),
        Transition("close", (data.OPEN,), data.CLOSED, permission=MANAGE),
        Transition("complete", (data.OPEN,), data.CLOSED),
        Transition("reopen", (data.CLOSED,), data.OPEN, permission=MANAGE, guard=may_reopen_now),
        Transition(
            "cancel", (data.DRAFT, data.OPEN, data.CLOSED), data.CANCELLED, permission=MANAGE
        ),
    ],
)

TAKINGS = Machine(
    "taking",
    states=data.TAKING_STATES,
    initial=data.APPLIED,
    transitions=[
        Transition("accept", (data.APPLIED,), data.WORKING, permission=DECIDE, guard=has_place),
        Transition("take", (data.APPLIED,), data.WORKING, guard=has_place),
        Transition("decline", (data.APPLIED,), data.DECLINED, permission=DECIDE),
        Transition("retract", (data.APPLIED,), data.RETRACTED, permission=OWN),
        Transition("send", (data.WORKING,), data.SUBMITTED),
        Transition("resume", (data.SUBMITTED,), data.WORKING),
        Transition("fulfil", data.IN_WORK, data.FULFILLED),
        Transition("give_back", (data.WORKING,), data.GIVEN_BACK, permission=OWN),
        Transition("revoke", data.IN_WORK, data.REVOKED, permission=DECIDE),
    ],
)
