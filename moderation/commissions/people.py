"""What happens to parts in calls when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from core.api import record
from moderation.commissions.actions.access import OBJECT, lock_call, move_taking
from moderation.commissions.data import APPLIED, UNFINISHED, WORKING
from moderation.commissions.states import TAKINGS, TakingAttempt
from moderation.models import CallInterest, Taking

HANDLED = frozenset({"moderation.Taking.author", "moderation.CallInterest.user"})


def register_people() -> None:
    """Register the parts of commissioning."""
    register_merge("moderation.commissions", LifecyclePart(_nothing_to_say, apply_merge, HANDLED))
    register_erasure(
        "moderation.commissions",
        LifecyclePart(describe_erasure, apply_erasure, frozenset({"moderation.CallInterest.user"})),
    )


def _nothing_to_say(gone: User) -> list[str]:
    return []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move parts and interests; of two unfinished parts in one call the kept account's stays."""
    both = Taking.objects.filter(author=kept, state__in=UNFINISHED).values("commission_id")
    _leave(Taking.objects.filter(author=gone, commission_id__in=both), by=by, now=now)
    Taking.objects.filter(author=gone).update(author=kept)
    known = CallInterest.objects.filter(user=kept).values_list("subject_uuid", flat=True)
    CallInterest.objects.filter(user=gone, subject_uuid__in=list(known)).delete()
    CallInterest.objects.filter(user=gone).update(user=kept)


def describe_erasure(user: User) -> list[str]:
    """Say how many parts in calls are given back."""
    count = Taking.objects.filter(author=user, state__in=UNFINISHED).count()
    words = ngettext(
        "%(number)d part in calls for authors is given back.",
        "%(number)d parts in calls for authors are given back.",
        count,
    )
    return [words % {"number": count}] if count else []


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Give back what the person had taken, so that others may; forget what they followed."""
    _leave(Taking.objects.filter(author=user), by=by, now=now)
    CallInterest.objects.filter(user=user).delete()


def _leave(takings: QuerySet[Taking], *, by: User | None, now: datetime) -> None:
    """End unfinished parts as their author would; what is in review is called off first."""
    found = takings.filter(state__in=UNFINISHED).order_by("commission_id", "pk")
    for key, commission_id in list(found.values_list("pk", "commission_id")):
        call = lock_call(commission_id)
        taking = Taking.objects.select_for_update(of=("self",)).get(pk=key)
        taking.commission = call
        for name in _way_out(taking.state):
            attempt = TakingAttempt(taking, call, now)
            target = TAKINGS.check(name, state=taking.state, subject=attempt).target
            move_taking(taking, taking, target, now=now)
        record(
            action="moderation.taking_give_back",
            by=by.uuid if by else None,
            object_code=OBJECT,
            object_uuid=call.uuid,
            now=now,
            data={"taking": str(taking.uuid)},
        )


def _way_out(state: str) -> tuple[str, ...]:
    if state == APPLIED:
        return ("retract",)
    return ("give_back",) if state == WORKING else ("resume", "give_back")
