"""What every action begins with: the row as it is now, locked, and the right to move it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from accounts.api import User, may
from core.api import record
from core.data import Registry, Transition
from moderation.models import Submission
from moderation.states import SUBMISSIONS, Attempt

if TYPE_CHECKING:
    from uuid import UUID

OBJECT = "learning_objects.learning_object"
# What else moves with a review, in its transaction: ``follow(submission, by=, now=)``.
followers: Registry[Callable[..., None]] = Registry("followers of reviews")


def lock_submission(submission: Submission) -> Submission:
    """Return the row as it is now, locked until the transaction ends where the database can."""
    fresh = Submission.objects.select_for_update().get(pk=submission.pk)
    if Submission.learning_object.is_cached(submission):
        fresh.learning_object = submission.learning_object
    return fresh


def check_move(
    name: str, submission: Submission, *, by: User, now: datetime, **facts: Any
) -> Transition:
    """Return the declared transition ``name`` or raise ``TransitionRefused``.

    ``facts`` are those of :class:`~moderation.states.Attempt` that the guard asks about.
    """
    transition = SUBMISSIONS.transition(name)
    allowed = transition.permission is None or may(by, transition.permission, submission)
    return SUBMISSIONS.check(
        name,
        state=submission.state,
        subject=Attempt(submission, by, now, **facts),
        allowed=allowed,
    )


def write_move(fresh: Submission, given: Submission, **changes: Any) -> None:
    """Write ``changes`` to the locked row and let the caller's instance show them."""
    Submission.objects.filter(pk=fresh.pk).update(**changes)
    for name, value in changes.items():
        setattr(fresh, name, value)
        setattr(given, name, value)


def note_move(
    verb: str, submission: Submission, *, by: User | None, now: datetime, **facts: str | int | UUID
) -> None:
    """Write the audit under the learning object, so that its timeline shows everything."""
    record(
        action=f"moderation.{verb}",
        by=by.uuid if by else None,
        object_code=OBJECT,
        object_uuid=submission.object_uuid,
        now=now,
        data={
            "submission": str(submission.uuid),
            "round": submission.round,
            **{name: str(value) for name, value in facts.items()},
        },
    )
    for _code, follow in followers:
        follow(submission, by=by, now=now)
