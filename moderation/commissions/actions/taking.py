"""Who writes: an author applies or takes a place, a methodologist decides, either may end it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.api import User, require
from moderation.commissions import announcing
from moderation.commissions.actions.access import (
    NoReason,
    check_taking,
    lock_call,
    lock_taking,
    move_taking,
    note_taking,
)
from moderation.commissions.data import OPEN
from moderation.commissions.rules import APPLY
from moderation.commissions.states import is_late
from moderation.models import Commission, Taking


class NotOpen(Exception):
    """The call takes no applications: it is not open, or its last day is over."""


class AlreadyTaking(Exception):
    """The person has an application or a place in this call."""


class PlanMissing(ValueError):
    """An application says how the author would do it."""


@transaction.atomic
def apply_for(*, commission: Commission, plan: str, by: User, now: datetime) -> Taking:
    """Apply with a short plan; in a call where the first come are served, take a place at once.

    Raises ``NotAllowed``, :class:`NotOpen`, :class:`AlreadyTaking`, :class:`PlanMissing`, and
    ``TransitionRefused`` or ``NoPlace`` when the last place is gone.
    """
    fresh = lock_call(commission.pk)
    require(by, APPLY, fresh)
    if fresh.state != OPEN or is_late(fresh, now):
        raise NotOpen
    words = plan.strip()
    if not words and not fresh.first_come:
        raise PlanMissing
    made = _insert(fresh, words, by=by, now=now)
    note_taking("apply", made, by=by, now=now)
    if fresh.first_come:
        move_taking(made, made, check_taking("take", made, by=by, now=now).target, now=now)
        note_taking("take", made, by=by, now=now)
    announcing.tell_applied(made, now=now)
    commission.taken = fresh.taken
    return made


def _insert(commission: Commission, plan: str, *, by: User, now: datetime) -> Taking:
    try:
        with transaction.atomic():
            return Taking.objects.create(
                commission=commission, author=by, plan=plan, applied_at=now, changed_at=now
            )
    except IntegrityError as error:
        raise AlreadyTaking from error


@transaction.atomic
def accept_taking(*, taking: Taking, by: User, now: datetime) -> None:
    """Give the applicant a place. Raises ``TransitionRefused`` and ``NoPlace``."""
    fresh = lock_taking(taking)
    target = check_taking("accept", fresh, by=by, now=now).target
    move_taking(fresh, taking, target, now=now, decided_by=by)
    note_taking("accept", fresh, by=by, now=now)
    announcing.tell_accepted(fresh, now=now)


@transaction.atomic
def decline_taking(*, taking: Taking, reason: str, by: User, now: datetime) -> None:
    """Decline an application with a reason that the applicant reads."""
    _end("decline", taking, reason, by=by, now=now)


@transaction.atomic
def revoke_taking(*, taking: Taking, reason: str, by: User, now: datetime) -> None:
    """Take the place away again, with a reason; the draft stays the author's own."""
    _end("revoke", taking, reason, by=by, now=now)


def _end(name: str, taking: Taking, reason: str, *, by: User, now: datetime) -> None:
    fresh = lock_taking(taking)
    target = check_taking(name, fresh, by=by, now=now).target
    words = reason.strip()
    if not words:
        raise NoReason
    move_taking(fresh, taking, target, now=now, reason=words, decided_by=by)
    note_taking(name, fresh, by=by, now=now, reason=words)
    announcing.tell_ended(fresh, now=now)


@transaction.atomic
def retract_taking(*, taking: Taking, by: User, now: datetime) -> None:
    """Take one's own application back while nobody has decided about it."""
    _leave("retract", taking, "", by=by, now=now)


@transaction.atomic
def give_back_taking(*, taking: Taking, reason: str, by: User, now: datetime) -> None:
    """Give the place back, with a word why if one likes; the draft stays the author's own."""
    _leave("give_back", taking, reason.strip(), by=by, now=now)


def _leave(name: str, taking: Taking, reason: str, *, by: User, now: datetime) -> None:
    fresh = lock_taking(taking)
    target = check_taking(name, fresh, by=by, now=now).target
    move_taking(fresh, taking, target, now=now, reason=reason)
    note_taking(name, fresh, by=by, now=now, reason=reason)
