"""Who wants to hear of new calls."""

from __future__ import annotations

from uuid import UUID

from accounts.api import User, require
from moderation.commissions.rules import SEE_CALLS
from moderation.models import CallInterest


def follow_subject(*, subject_uuid: UUID, by: User) -> None:
    """Tell ``by`` of new calls in a subject from now on; asking twice is harmless."""
    require(by, SEE_CALLS)
    CallInterest.objects.get_or_create(user=by, subject_uuid=subject_uuid)


def unfollow_subject(*, subject_uuid: UUID, by: User) -> None:
    """Tell ``by`` no more of new calls in a subject."""
    CallInterest.objects.filter(user=by, subject_uuid=subject_uuid).delete()
