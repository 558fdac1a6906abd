"""Reads of what came after decisions: appeals, signals, what is out of the library."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from core.api import fold
from learning_objects.api import LearningObject
from moderation.models import Appeal, Signal, Submission


def withdrawn_objects(text: str = "") -> QuerySet[LearningObject]:
    """Return what was published and is withdrawn, the newest first; slice it.

    ``text``: words of the title, in any case.
    """
    found: QuerySet[LearningObject] = LearningObject.objects.filter(
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


def appeals_of(object_uuid: UUID) -> dict[str, str]:
    """Return what authors wrote in their appeals, by the uuid of the appeal; one query."""
    found = Appeal.objects.filter(submission__object_uuid=object_uuid)
    return {str(uuid): text for uuid, text in found.values_list("uuid", "text")}


def outcomes_of(object_uuid: UUID) -> dict[str, str]:
    """Return by the decision that settled an appeal what became of the first one; one query."""
    found = Appeal.objects.filter(submission__object_uuid=object_uuid, decision__isnull=False)
    return {
        str(appeal.decision.uuid): gettext("appeal: %(outcome)s")
        % {"outcome": appeal.get_outcome_display()}
        for appeal in found.select_related("decision")
        if appeal.decision is not None
    }
