"""Reads of the ready texts of remarks."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.api import User, may
from moderation.interests import institute_ids
from moderation.models import CannedRemark, Institute
from moderation.rules import SEE_TEAM


def texts_of(user: User, *, kind: str = "") -> list[CannedRemark]:
    """Return the ready texts offered to an expert, one's own first, then the most used; one query.

    ``kind`` leaves out those for other kinds of objects.
    """
    found = offered_to(user).select_related("institute")
    if kind:
        found = found.filter(kind__in=("", kind))
    return sorted(found, key=lambda text: text.owner_id is None)


def text_of(uuid: UUID) -> CannedRemark | None:
    """Return a ready text, whosever it is, or ``None``."""
    return CannedRemark.objects.select_related("institute").filter(uuid=uuid).first()


def offered_to(user: User) -> QuerySet[CannedRemark]:
    """Return the condition "one's own, or an institute's for which one works"."""
    mine = Q(owner=user) | Q(institute__in=institute_ids(user))
    return CannedRemark.objects.filter(mine)


def kept_institutes(user: User) -> Iterable[Institute]:
    """Return the institutes whose ready texts the person keeps."""
    if not may(user, SEE_TEAM):
        return []
    return Institute.objects.filter(pk__in=institute_ids(user)).order_by("level", "title")
