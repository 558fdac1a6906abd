"""The one place that tells people about calls.

Every telling is an event of the outbox in the transaction of its cause; who is to hear of it is
said here, so that the package that carries notices only has to carry them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from core.api import emit
from moderation.models import CallInterest

if TYPE_CHECKING:
    from moderation.models import Commission, Taking

OPENED = "moderation.call_opened"
APPLIED = "moderation.taking_applied"
ACCEPTED = "moderation.taking_accepted"
ENDED = "moderation.taking_ended"
DUE = "moderation.taking_due"
FULFILLED = "moderation.taking_fulfilled"
TOPICS = (OPENED, APPLIED, ACCEPTED, ENDED, DUE, FULFILLED)


def tell_opened(commission: Commission, *, now: datetime) -> None:
    """Tell those who follow the subject (:func:`followers_of`) that a call is open."""
    _tell(OPENED, commission.uuid, now)


def tell_applied(taking: Taking, *, now: datetime) -> None:
    """Tell the methodologist who wrote the call that somebody applies, or has taken a place."""
    _tell(APPLIED, taking.uuid, now)


def tell_accepted(taking: Taking, *, now: datetime) -> None:
    """Tell the author that the place is theirs."""
    _tell(ACCEPTED, taking.uuid, now)


def tell_ended(taking: Taking, *, now: datetime) -> None:
    """Tell the author that it came to nothing, and why: declined or withdrawn by the institute."""
    _tell(ENDED, taking.uuid, now)


def tell_due(taking: Taking, *, now: datetime) -> None:
    """Remind the author that the last day is near."""
    _tell(DUE, taking.uuid, now)


def tell_fulfilled(taking: Taking, *, now: datetime) -> None:
    """Tell the author and the methodologist that the call is answered by a published material."""
    _tell(FULFILLED, taking.uuid, now)


def followers_of(subject_uuid: UUID) -> list[int]:
    """Return the ids of the people who want to hear of new calls in a subject."""
    rows = CallInterest.objects.filter(subject_uuid=subject_uuid, user__is_active=True)
    return list(rows.order_by("user_id").values_list("user_id", flat=True))


def _tell(topic: str, uuid: UUID, now: datetime) -> None:
    emit(topic=topic, key=str(uuid), now=now)
