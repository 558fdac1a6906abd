"""The work itself: the draft that answers a call, and what the review makes of it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.api import User, may
from core.data import Transition
from learning_objects.api import LearningObject, create_object, draft_content, save_draft
from learning_objects.data import DRAFT as OBJECT_DRAFT
from learning_objects.data import RETURNED as OBJECT_RETURNED
from learning_objects.data import Draft, TopicRef
from moderation import data as review
from moderation.commissions import announcing
from moderation.commissions.actions.access import (
    check_taking,
    lock_call,
    move_taking,
    note_call,
    note_taking,
    write_call,
)
from moderation.commissions.data import FULFILLED, IN_WORK, OPEN
from moderation.commissions.states import COMMISSIONS, TAKINGS, CallAttempt, TakingAttempt
from moderation.models import Commission, Submission, Taking

# What a state of the submission means for the part of the call that it answers.
FOLLOWS = {
    review.QUEUED: "send",
    review.CLAIMED: "send",
    review.RETURNED: "resume",
    review.RECALLED: "resume",
    review.REJECTED: "resume",
    review.APPROVED: "fulfil",
}


class WrongObject(ValueError):
    """The material cannot answer the call; ``code`` says why.

    ``kind`` (another kind than the call asks for), ``state`` (in review or published already),
    ``foreign`` (not one's own), ``taken`` (it answers another call), ``begun`` (this part has one).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def begin_draft(*, taking: Taking, by: User, now: datetime) -> LearningObject:
    """Make the draft of one's part: kind, title, topic and outcome come from the call.

    A draft that is there already is returned. Raises ``TransitionRefused`` unless the part is in
    work and ``by``'s own.
    """
    fresh = _own(taking, by=by, now=now)
    if fresh.learning_object is not None:
        return fresh.learning_object
    call = fresh.commission
    made = create_object(kind=call.kind, title=call.title, by=by, now=now)
    facts = draft_content(made)
    draft = Draft(
        title=call.title,
        language=facts["language"],
        licence=facts["licence"],
        length_minutes=facts["length_minutes"],
        topics=[TopicRef(call.node_uuid)],
        outcome=call.outcome[: LearningObject._meta.get_field("outcome").max_length],
    )
    save_draft(learning_object=made, draft=draft, by=by, now=now)
    _answer(fresh, taking, made, by=by, now=now)
    return made


@transaction.atomic
def link_object(
    *, taking: Taking, learning_object: LearningObject, by: User, now: datetime
) -> None:
    """Let a draft of one's own that exists already answer the call.

    Raises ``TransitionRefused`` and :class:`WrongObject`.
    """
    fresh = _own(taking, by=by, now=now)
    if fresh.learning_object is not None:
        raise WrongObject("begun")
    if not may(by, "learning_objects.edit", learning_object):
        raise WrongObject("foreign")
    if learning_object.kind != fresh.commission.kind:
        raise WrongObject("kind")
    if learning_object.state not in (OBJECT_DRAFT, OBJECT_RETURNED) or learning_object.is_public:
        raise WrongObject("state")
    _answer(fresh, taking, learning_object, by=by, now=now)


def _own(taking: Taking, *, by: User, now: datetime) -> Taking:
    """Return the locked part if it is in work and ``by``'s own: what may be given back."""
    lock_call(taking.commission_id)
    rows = Taking.objects.select_for_update(of=("self",))
    fresh = rows.select_related("author", "commission", "learning_object").get(pk=taking.pk)
    check_taking("give_back", fresh, by=by, now=now)
    return fresh


def _answer(
    fresh: Taking, given: Taking, learning_object: LearningObject, *, by: User, now: datetime
) -> None:
    try:
        with transaction.atomic():
            Taking.objects.filter(pk=fresh.pk).update(
                learning_object=learning_object, changed_at=now
            )
    except IntegrityError as error:
        raise WrongObject("taken") from error
    given.learning_object = fresh.learning_object = learning_object
    note_taking("begin", fresh, by=by, now=now, object=learning_object.uuid)


def follow_review(submission: Submission, *, by: User | None, now: datetime) -> None:
    """Move the part that a submission answers, in the submission's own transaction.

    Called after every move of every review; most answer no call, which costs one small query.
    """
    name = FOLLOWS.get(submission.state)
    if name is None or submission.purpose != review.REVIEW:
        return
    rows = Taking.objects.filter(
        learning_object_id=submission.learning_object_id, state__in=IN_WORK
    )
    found = rows.values_list("pk", "commission_id").first()
    if found is None:
        return
    call = lock_call(found[1])
    taking = (
        Taking.objects.select_for_update(of=("self",)).select_related("author").get(pk=found[0])
    )
    taking.commission = call
    if taking.state not in TAKINGS.transition(name).sources:
        return
    attempt = TakingAttempt(taking, call, now)
    target = TAKINGS.check(name, state=taking.state, subject=attempt, allowed=True).target
    move_taking(taking, taking, target, now=now)
    note_taking(name, taking, by=by, now=now, object=submission.object_uuid)
    if target == FULFILLED:
        announcing.tell_fulfilled(taking, now=now)
        _complete(call, by=by, now=now)


def _complete(call: Commission, *, by: User | None, now: datetime) -> None:
    """Close an open call when every place has its material."""
    if call.state != OPEN or call.takings.filter(state=FULFILLED).count() < call.places:
        return
    transition: Transition = COMMISSIONS.check(
        "complete", state=call.state, subject=CallAttempt(call, now)
    )
    write_call(call, call, state=transition.target)
    note_call("complete", call, by=by, now=now)
