"""Reading saved searches: a person's own alone."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.api import User
from search.models import SavedSearch


def saved_by(user: User) -> QuerySet[SavedSearch]:
    """Return what ``user`` saved and asked for, the newest first, with ``found`` of all times."""
    rows = SavedSearch.objects.filter(user=user, deleted_at=None).select_related("wish")
    found = Count("matches", distinct=True)
    askers = Count("wish__asked_by", filter=Q(wish__asked_by__deleted_at=None), distinct=True)
    return rows.annotate(found=found, askers=askers).order_by("-created_at", "-id")


def get_saved(user: User, uuid: UUID) -> SavedSearch | None:
    """Return one's own saved search, deleted or not; another's does not exist."""
    return SavedSearch.objects.filter(user=user, uuid=uuid).select_related("wish").first()
