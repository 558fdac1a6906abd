"""Taking an object away: withdrawing what is published, deleting what never was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, may, require
from core.api import emit, record
from learning_objects.actions.counting import move_counts
from learning_objects.actions.creation import OBJECT
from learning_objects.data import WITHDRAWN_TOPIC
from learning_objects.models import LearningObject
from learning_objects.states import MACHINE, WITHDRAW, WITHDRAWALS


class StillNeeded(Exception):
    """The object has been published or is in review: withdraw it or recall it instead."""


@transaction.atomic
def withdraw_object(
    *, learning_object: LearningObject, reason: str, by: User, now: datetime
) -> None:
    """Take a published object from the library; its address then answers 410 with the reason.

    A review that is going on goes on. Versions stay for those who already use them. Raises
    ``TransitionRefused``.
    """
    fresh = LearningObject.objects.select_for_update().get(pk=learning_object.pk)
    allowed = may(by, WITHDRAW, learning_object)
    name = WITHDRAWALS.get(fresh.state, "withdraw")
    transition = MACHINE.check(name, state=fresh.state, subject=fresh, allowed=allowed)
    changes = {
        "state": transition.target,
        "withdrawn_at": now,
        "withdrawn_reason": reason.strip()[:500],
        "live": False,
    }
    LearningObject.objects.filter(pk=fresh.pk).update(**changes)
    move_counts(before=fresh.current_version_id, after=None)
    for field, value in changes.items():
        setattr(learning_object, field, value)
    emit(topic=WITHDRAWN_TOPIC, key=str(fresh.uuid), now=now)
    record(
        action="learning_objects.withdraw",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=fresh.uuid,
        now=now,
        data={"reason": changes["withdrawn_reason"]},
    )


@transaction.atomic
def delete_draft(*, learning_object: LearningObject, by: User, now: datetime) -> None:
    """Delete an object that was never published, with its revisions and workflow states.

    Raises ``NotAllowed`` unless ``by`` owns it, :class:`StillNeeded` when it has a version or is
    in review.
    """
    require(by, "learning_objects.delete", learning_object)
    fresh = LearningObject.objects.select_for_update().get(pk=learning_object.pk)
    if fresh.versions.exists() or fresh.state == LearningObject.State.IN_REVIEW:
        raise StillNeeded
    record(
        action="learning_objects.delete",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=fresh.uuid,
        now=now,
        data={"title": fresh.draft_title},
    )
    fresh.delete()
