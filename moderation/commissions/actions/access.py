"""What every move begins with and ends with: the rows as they are now, the right, the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from accounts.api import User, may
from core.api import record
from core.data import Transition
from moderation.commissions.data import OCCUPYING
from moderation.commissions.states import COMMISSIONS, TAKINGS, CallAttempt, TakingAttempt
from moderation.models import Commission, Taking

OBJECT = "moderation.commission"


class NoPlace(Exception):
    """Somebody else took the last place in the meantime."""


class NoReason(ValueError):
    """Whoever declines, withdraws or cancels says why."""


def lock_call(commission_id: int) -> Commission:
    """Return the call as it is now, locked until the transaction ends where the database can.

    Always before its takings: whoever locks both locks in this order.
    """
    return Commission.objects.select_for_update().get(pk=commission_id)


def lock_taking(taking: Taking) -> Taking:
    """Return the taking as it is now with its call, both locked."""
    commission = lock_call(taking.commission_id)
    fresh = (
        Taking.objects.select_for_update(of=("self",)).select_related("author").get(pk=taking.pk)
    )
    fresh.commission = commission
    return fresh


def check_call(name: str, commission: Commission, *, by: User, now: datetime) -> Transition:
    """Return the declared transition of a call or raise ``TransitionRefused``."""
    transition = COMMISSIONS.transition(name)
    allowed = transition.permission is None or may(by, transition.permission, commission)
    return COMMISSIONS.check(
        name, state=commission.state, subject=CallAttempt(commission, now), allowed=allowed
    )


def check_taking(name: str, taking: Taking, *, by: User, now: datetime) -> Transition:
    """Return the declared transition of a taking or raise ``TransitionRefused``."""
    transition = TAKINGS.transition(name)
    allowed = transition.permission is None or may(by, transition.permission, taking)
    attempt = TakingAttempt(taking, taking.commission, now)
    return TAKINGS.check(name, state=taking.state, subject=attempt, allowed=allowed)


def write_call(fresh: Commission, given: Commission, **changes: Any) -> None:
    """Write ``changes`` to the locked row and let the caller's instance show them."""
    Commission.objects.filter(pk=fresh.pk).update(**changes)
    for name, value in changes.items():
        setattr(fresh, name, value)
        setattr(given, name, value)


def move_taking(
    fresh: Taking, given: Taking, target: str, *, now: datetime, **changes: Any
) -> None:
    """Write the new state and keep the number of occupied places in step.

    Raises :class:`NoPlace` when the last place is gone: one conditional UPDATE decides.
    """
    step = (target in OCCUPYING) - (fresh.state in OCCUPYING)
    if step:
        _occupy(fresh.commission, step)
    changes |= {"state": target, "changed_at": now}
    Taking.objects.filter(pk=fresh.pk).update(**changes)
    for name, value in changes.items():
        setattr(fresh, name, value)
        setattr(given, name, value)


def _occupy(commission: Commission, step: int) -> None:
    rows = Commission.objects.filter(pk=commission.pk)
    if step > 0:
        rows = rows.filter(taken__lt=F("places"))
    if not rows.update(taken=F("taken") + step):
        raise NoPlace
    commission.taken += step


def note_call(
    verb: str, commission: Commission, *, by: User | None, now: datetime, **facts: str | int | UUID
) -> None:
    """Write the audit under the call, so that its timeline shows everything."""
    record(
        action=f"moderation.call_{verb}",
        by=by.uuid if by else None,
        object_code=OBJECT,
        object_uuid=commission.uuid,
        now=now,
        data={name: str(value) for name, value in facts.items()},
    )


def note_taking(
    verb: str, taking: Taking, *, by: User | None, now: datetime, **facts: str | int | UUID
) -> None:
    """Write the audit of a part of the call, with the author it concerns."""
    facts |= {"taking": taking.uuid, "author": taking.author.uuid}
    record(
        action=f"moderation.taking_{verb}",
        by=by.uuid if by else None,
        object_code=OBJECT,
        object_uuid=taking.commission.uuid,
        now=now,
        data={name: str(value) for name, value in facts.items()},
    )
