"""Taking an object away and back: withdrawn, restored, deleted when it never was public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, may, require
from core.api import emit, record
from learning_objects.actions.counting import move_counts
from learning_objects.actions.creation import OBJECT
from learning_objects.data import PUBLISHED_TOPIC, RETIRE, WITHDRAWN_TOPIC
from learning_objects.models import LearningObject
from learning_objects.states import MACHINE, RESTORATIONS, RESTORE, WITHDRAW, WITHDRAWALS


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
    allowed = may(by, WITHDRAW, learning_object)
    _take_out(learning_object, reason, RETIRE, by=by, now=now, allowed=allowed)


@transaction.atomic
def remove_by_institute(
    *, learning_object: LearningObject, reason: str, how: str, by: User, now: datetime
) -> None:
    """Take a published object out because the institute decided so; called by ``moderation`` alone.

    ``how`` is ``retire`` (nobody need hurry) or ``block`` (nobody should use it any more); whoever
    uses the object learns it from the event.
    """
    _take_out(learning_object, reason, how, by=by, now=now, allowed=True)


def _take_out(
    learning_object: LearningObject,
    reason: str,
    how: str,
    *,
    by: User,
    now: datetime,
    allowed: bool,
) -> None:
    fresh = LearningObject.objects.select_for_update().get(pk=learning_object.pk)
    name = WITHDRAWALS.get(fresh.state, "withdraw")
    transition = MACHINE.check(name, state=fresh.state, subject=fresh, allowed=allowed)
    changes = {
        "state": transition.target,
        "withdrawn_at": now,
        "withdrawn_reason": reason.strip()[:500],
        "live": False,
    }
    _write(fresh, learning_object, changes)
    move_counts(before=fresh.current_version_id, after=None)
    emit(topic=WITHDRAWN_TOPIC, key=str(fresh.uuid), now=now, payload={"how": how})
    _note("withdraw", fresh, by, now, {"reason": reason.strip()[:500], "how": how})


@transaction.atomic
def restore_object(
    *, learning_object: LearningObject, reason: str, by: User, now: datetime
) -> None:
    """Put what was withdrawn back into the library in its last version. Raises
    ``TransitionRefused``.
    """
    allowed = may(by, RESTORE, learning_object)
    fresh = (
        LearningObject.objects.select_for_update(of=("self",))
        .select_related("current_version")
        .get(pk=learning_object.pk)
    )
    name = RESTORATIONS.get(fresh.state, "restore")
    transition = MACHINE.check(name, state=fresh.state, subject=fresh, allowed=allowed)
    changes = {
        "state": transition.target,
        "withdrawn_at": None,
        "withdrawn_reason": "",
        "live": True,
    }
    _write(fresh, learning_object, changes)
    move_counts(before=None, after=fresh.current_version_id)
    number = fresh.current_version.number
    emit(topic=PUBLISHED_TOPIC, key=str(fresh.uuid), now=now, payload={"number": number})
    _note("restore", fresh, by, now, {"reason": reason.strip()[:500], "number": number})


def _write(fresh: LearningObject, given: LearningObject, changes: dict[str, Any]) -> None:
    LearningObject.objects.filter(pk=fresh.pk).update(**changes)
    for field, value in changes.items():
        setattr(given, field, value)


def _note(
    verb: str, fresh: LearningObject, by: User, now: datetime, data: dict[str, str | int]
) -> None:
    record(
        action=f"learning_objects.{verb}",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=fresh.uuid,
        now=now,
        data=data,
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
