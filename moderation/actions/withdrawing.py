"""Out of the library and back at a chief's word, without a second look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from learning_objects.api import LearningObject, remove_by_institute, restore_object
from moderation.actions.access import note_move, write_move
from moderation.actions.clock import stop_clock
from moderation.actions.concluding import forget_contacts
from moderation.actions.rechecking import NotPublic
from moderation.actions.remarks import EmptyText
from moderation.actions.telling import tell_lost, tell_put_back, tell_reporters, tell_taken_out
from moderation.data import BLOCK, RECHECK, RETIRE, WAITING_STATES
from moderation.models import Submission
from moderation.news import SETTLED
from moderation.states import PUT_BACK, SUBMISSIONS, TAKE_OUT, Attempt


@transaction.atomic
def take_out(
    *, learning_object: LearningObject, how: str, reason: str, by: User, now: datetime
) -> None:
    """Take a public object out of the library at once; what was retired can still be blocked.

    ``how`` is ``retire`` (lessons keep it) or ``block`` (nobody opens it any more). An open second
    look is over with it. Everybody who uses the object learns of it from the event. Raises
    ``NotAllowed``, ``EmptyText`` and ``NotPublic``.
    """
    if how not in (RETIRE, BLOCK):
        raise ValueError(f"unknown way out {how!r}")
    require(by, TAKE_OUT, learning_object)
    words = reason.strip()
    if not words:
        raise EmptyText
    _end_the_look(learning_object, how, words, by=by, now=now)
    fresh = LearningObject.objects.select_for_update().get(pk=learning_object.pk)
    hardens = how == BLOCK and fresh.withdrawn_how == RETIRE
    if not fresh.is_public and not hardens:
        raise NotPublic
    remove_by_institute(learning_object=learning_object, reason=words, how=how, by=by, now=now)
    tell_taken_out(learning_object, how, by=by, now=now)


@transaction.atomic
def put_back(*, learning_object: LearningObject, reason: str, by: User, now: datetime) -> None:
    """Offer again what was withdrawn.

    Raises ``NotAllowed`` (of another subject or institute, or their own), ``EmptyText`` and
    ``TransitionRefused``.
    """
    require(by, PUT_BACK, learning_object)
    words = reason.strip()
    if not words:
        raise EmptyText
    restore_object(learning_object=learning_object, reason=words, by=by, now=now)
    tell_put_back(learning_object, by=by, now=now)


def _end_the_look(
    learning_object: LearningObject, how: str, words: str, *, by: User, now: datetime
) -> None:
    """Close the open second look: what it was to find out is decided."""
    look = (
        Submission.objects.select_for_update()
        .filter(learning_object=learning_object, purpose=RECHECK, state__in=WAITING_STATES)
        .first()
    )
    if look is None:
        return
    attempt = Attempt(look, by, now)
    target = SUBMISSIONS.check("overtake", state=look.state, subject=attempt).target
    tell_lost(look, SETTLED, by=by, now=now)
    write_move(
        look,
        look,
        state=target,
        decided_by=by,
        decided_at=now,
        letter=words,
        lease_until=None,
        **stop_clock(look, now),
    )
    note_move("overtake", look, by=by, now=now)
    forget_contacts(look)
    tell_reporters(look, how, now=now)
