"""Reads of suggestions; who may see one is ``may(user, "learning_objects.see_suggestion", …)``."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.api import User
from learning_objects.models import Suggestion
from learning_objects.suggestion_states import PATIENCE


def _ready(found: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    return found.select_related("learning_object", "suggested_by", "decided_by").defer(
        "learning_object__body"
    )


def get_suggestion(*, uuid: UUID) -> Suggestion | None:
    """Return the suggestion or ``None``."""
    return _ready(Suggestion.objects.filter(uuid=uuid)).first()


def suggestions_for(user: User) -> QuerySet[Suggestion]:
    """Return the unanswered suggestions to the objects of ``user``, the oldest first."""
    found = Suggestion.objects.filter(
        learning_object__authorships__user=user, state=Suggestion.State.OPEN
    )
    return _ready(found).order_by("created_at", "pk")


def suggestions_unanswered(now: datetime) -> QuerySet[Suggestion]:
    """Return what authors have left unanswered for so long that a stand-in may answer."""
    found = Suggestion.objects.filter(state=Suggestion.State.OPEN, created_at__lte=now - PATIENCE)
    return _ready(found).order_by("created_at", "pk")


def suggestions_by(user: User) -> QuerySet[Suggestion]:
    """Return what ``user`` proposed to others, the newest first."""
    return _ready(Suggestion.objects.filter(suggested_by=user)).order_by("-created_at", "-pk")
