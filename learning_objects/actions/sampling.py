"""A copy of a revision for the institute's own use: what experts are tried with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from accounts.api import User
from core.api import record
from learning_objects.actions.creation import OBJECT, blank_copy, insert_object
from learning_objects.models import LearningObject


@transaction.atomic
def copy_revision(*, revision_id: int, by: User, now: datetime) -> LearningObject:
    """Make a draft of ``by`` with the content of any revision of a learning object.

    Whether ``by`` may is the caller's question; for ``moderation`` alone. It does not say what it
    was made from, else whoever reviews it would know. Raises ``LookupError`` when the revision was
    purged.
    """
    try:
        source = Revision.objects.get(pk=revision_id).as_object()
    except Revision.DoesNotExist:
        raise LookupError(f"revision {revision_id} is gone") from None
    made = insert_object(blank_copy(source), by=by, now=now)
    record(
        action="learning_objects.copy_revision",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=made.uuid,
        now=now,
        data={"title": made.title, "revision": revision_id},
    )
    return made
