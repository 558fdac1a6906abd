"""The author's moves: submit, submit again, take back."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from core.api import fold
from framework.api import get_tree
from learning_objects.api import (
    authors_of,
    cancel_review,
    check_content,
    revision_content,
    start_review,
)
from learning_objects.data import COVERS, STOP, Finding
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.clock import start_clock, stop_clock
from moderation.actions.planning import start_plan
from moderation.actions.telling import tell_lost, tell_taken_in
from moderation.actions.workflow import cancel_workflow, open_workflow
from moderation.data import OPEN_STATES, RECALLED, REVIEW, UNSETTLED
from moderation.institutes.routing import institute_for
from moderation.models import Remark, Submission
from moderation.news import RECALLED as BY_AUTHOR
from moderation.states import SUBMISSIONS, SUBMIT, Attempt

if TYPE_CHECKING:
    from learning_objects.api import LearningObject


class ChecksFailed(Exception):
    """The draft has faults that stop a submission; ``findings`` holds all of them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = [finding for finding in findings if finding.level == STOP]
        super().__init__("; ".join(str(finding.message) for finding in self.findings))


@transaction.atomic
def submit(*, learning_object: LearningObject, by: User, now: datetime) -> Submission:
    """Freeze the latest draft and put it into the queue, as a new submission or its next round.

    Raises ``NotAllowed`` unless ``by`` is an author, ``TransitionRefused`` while it is in review,
    ``NothingToReview`` when the draft is what is published, :class:`ChecksFailed` on faults.
    """
    require(by, SUBMIT, learning_object)
    # Submission first, object second, as every other action locks them: no deadlock.
    submission = _next_round(learning_object, by=by, now=now)
    # A refusal rolls the database back; the copy keeps the caller's instance from telling lies.
    frozen = copy(learning_object)
    submission.revision_id = start_review(learning_object=frozen, by=by, now=now)
    content = revision_content(revision_id=submission.revision_id)
    findings = check_content(
        kind=learning_object.kind, content=content, object_uuid=learning_object.uuid
    )
    if any(finding.level == STOP for finding in findings):
        raise ChecksFailed(findings)
    _describe(submission, learning_object, content)
    is_new = submission.pk is None
    if is_new:
        submission.institute = institute_for(learning_object, submission.subject_uuid)
    start_plan(submission)
    start_clock(submission, now)
    open_workflow(submission=submission, learning_object=learning_object, by=by, now=now)
    submission.save()
    if is_new:
        _carry_remarks(submission)
    note_move("submit", submission, by=by, now=now, revision=submission.revision_id)
    tell_taken_in(submission, now=now)
    learning_object.state = frozen.state
    return submission


def _next_round(learning_object: LearningObject, *, by: User, now: datetime) -> Submission:
    """Return the returned submission moved to its next round, or a new one; neither is saved."""
    found = (
        Submission.objects.select_for_update()
        .filter(learning_object=learning_object, purpose=REVIEW, state__in=OPEN_STATES)
        .first()
    )
    if found is None:
        return Submission(
            learning_object=learning_object,
            object_uuid=learning_object.uuid,
            kind=learning_object.kind,
            origin_uuid=learning_object.based_on_uuid,
            submitted_by=by,
            submitted_at=now,
        )
    # The right was asked of the learning object at the start of ``submit``.
    attempt = Attempt(found, by, now)
    target = SUBMISSIONS.check("resubmit", state=found.state, subject=attempt, allowed=True).target
    found.learning_object = learning_object
    found.state, found.round, found.letter = target, found.round + 1, ""
    found.claimed_by = found.claimed_at = found.lease_until = found.assigned_by = None
    found.decided_by = found.decided_at = None
    found.submitted_by, found.submitted_at = by, now
    return found


def _carry_remarks(submission: Submission) -> None:
    """Bring along what was asked for before a recall: else a recall would settle every «must»."""
    Remark.objects.filter(
        submission__learning_object_id=submission.learning_object_id,
        submission__state=RECALLED,
        state__in=UNSETTLED,
    ).update(submission=submission)


def _describe(
    submission: Submission, learning_object: LearningObject, content: dict[str, Any]
) -> None:
    """Copy what the queue shows and filters by."""
    submission.title = content["title"][:200]
    submission.language = content["language"]
    names = [item.user.full_name for item in authors_of(learning_object)]
    submission.search_text = fold(" ".join([submission.title, *names]))[:700]
    submission.subject_uuid, submission.grade = subject_and_grade(content)


def subject_and_grade(content: dict[str, Any]) -> tuple[UUID | None, int | None]:
    """Return the subject node and the grade of the first known topic that the content covers."""
    tree = get_tree()
    for topic in content["topics"]:
        node = tree.get(UUID(topic["node_uuid"]))
        if topic["relation"] == COVERS and node is not None:
            subject = tree.subject_of(node.uuid)
            return (subject.uuid if subject else None), node.grade
    return None, None


@transaction.atomic
def recall(*, submission: Submission, by: User, now: datetime) -> None:
    """Take the object back from the institute: it is again what it was before the review.

    Raises ``TransitionRefused``: only an author, and only before the decision is final.
    """
    fresh = lock_submission(submission)
    target = check_move("recall", fresh, by=by, now=now).target
    tell_lost(fresh, BY_AUTHOR, by=by, now=now)
    cancel_review(learning_object=fresh.learning_object, by=by, now=now)
    cancel_workflow(submission=fresh, learning_object=fresh.learning_object, by=by, now=now)
    write_move(fresh, submission, state=target, lease_until=None, **stop_clock(fresh, now))
    note_move("recall", fresh, by=by, now=now)
