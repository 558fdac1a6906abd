"""Reads of what came after decisions: appeals, signals, what is out of the library."""

from __future__ import annotations

from django.db.models import QuerySet

from core.api import fold
from learning_objects.api import LearningObject
from moderation.models import Appeal, Signal, Submission


def withdrawn_objects(text: str = "") -> QuerySet[LearningObject]:
    """Return what was published and is withdrawn, the newest first; slice it.

    ``text``: words of the title, in any case.
    """
    found = LearningObject.objects.filter(
        withdrawn_at__isnull=False, current_version__isnull=False
    ).only("uuid", "kind", "draft_title", "withdrawn_at", "withdrawn_reason", "withdrawn_how")
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("-withdrawn_at", "-id")


def signals_of(submission: Submission) -> QuerySet[Signal]:
    """Return everything that was said about the object in this second look, oldest first."""
    return Signal.objects.filter(submission=submission)


def appeal_of(submission: Submission) -> Appeal | None:
    """Return the one appeal of a submission, with the decision that it is against."""
    return Appeal.objects.select_related("against").filter(submission=submission).first()
