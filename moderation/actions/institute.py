"""The institute itself."""

from __future__ import annotations

from typing import Any

from moderation.data import APPROVED, REVIEW
from moderation.models import Institute, Submission

CENTRAL_KEY = "central"
CENTRAL_TITLE = "Институт содержания образования"


def ensure_central_institute() -> Institute:
    """Return the central institute, made when absent; one query when it is there."""
    institute, _made = Institute.objects.get_or_create(
        key=CENTRAL_KEY, defaults={"title": CENTRAL_TITLE}
    )
    return institute


def institute_of(learning_object: Any) -> Institute:
    """Return the institute that looks after a public object: the one that approved it last.

    What was approved in another library is the central institute's.
    """
    approved = (
        Submission.objects.filter(learning_object=learning_object, purpose=REVIEW, state=APPROVED)
        .select_related("institute")
        .order_by("-pk")
        .first()
    )
    return approved.institute if approved else ensure_central_institute()
