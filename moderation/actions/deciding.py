"""Decisions: return for changes, or approve and publish what was reviewed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User
from core.api import new_uuid
from learning_objects.api import publish_revision, return_from_review
from learning_objects.data import Provenance, VersionView
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.clock import stop_clock
from moderation.actions.workflow import finish_workflow, reject_workflow
from moderation.data import APPROVE, MUST, RETURN, UNSETTLED
from moderation.models import Decision, Submission


class LetterMissing(ValueError):
    """A return says why."""


class RoundChanged(Exception):
    """The author has handed in another draft than the one that was read."""


@transaction.atomic
def return_submission(
    *,
    submission: Submission,
    letter: str,
    by: User,
    now: datetime,
    seen_round: int | None = None,
) -> Decision:
    """Give the object back to its authors with a letter; the submission stays theirs to resubmit.

    ``seen_round`` is the round that ``by`` has read; ``None`` when nobody reads a page.
    Raises ``TransitionRefused``, :class:`LetterMissing` and :class:`RoundChanged`.
    """
    fresh = lock_submission(submission)
    target = check_move("return", fresh, by=by, now=now).target
    _check_round(fresh, seen_round)
    words = letter.strip()
    if not words:
        raise LetterMissing
    learning_object = fresh.learning_object
    decision = _decide(fresh, RETURN, words, by=by, now=now)
    return_from_review(learning_object=learning_object, by=by, now=now)
    reject_workflow(
        submission=fresh, learning_object=learning_object, by=by, now=now, comment=words
    )
    _close(fresh, submission, target, words, by=by, now=now)
    write_move(fresh, submission, **stop_clock(fresh, now))
    note_move("return", fresh, by=by, now=now, decision=decision.uuid)
    return decision


@transaction.atomic
def approve(
    *,
    submission: Submission,
    by: User,
    now: datetime,
    letter: str = "",
    seen_round: int | None = None,
) -> VersionView:
    """Publish exactly the revision under review and close the submission.

    ``seen_round`` is the round that ``by`` has read; ``None`` when nobody reads a page.
    Raises ``TransitionRefused``: no right, not claimed by ``by``, or «must» remarks are open;
    and :class:`RoundChanged`.
    """
    fresh = lock_submission(submission)
    target = check_move("approve", fresh, by=by, now=now, open_musts=count_open_musts(fresh)).target
    _check_round(fresh, seen_round)
    learning_object = fresh.learning_object
    decision = _decide(fresh, APPROVE, letter.strip(), by=by, now=now)
    # The submission is closed before anything is published: whoever finishes a workflow from
    # elsewhere is refused while it is not (see ``workflow_finish``).
    _close(fresh, submission, target, decision.letter, by=by, now=now)
    version = publish_revision(
        learning_object=learning_object,
        revision_id=fresh.revision_id,
        provenance=_provenance(fresh, decision, by),
        by=by,
        now=now,
    )
    finish_workflow(
        submission=fresh, learning_object=learning_object, by=by, now=now, comment=decision.letter
    )
    note_move("approve", fresh, by=by, now=now, decision=decision.uuid, version=version.number)
    return version


def count_open_musts(submission: Submission) -> int:
    """Return how many remarks that must be mended no expert has settled."""
    return submission.remarks.filter(severity=MUST, state__in=UNSETTLED).count()


def _check_round(submission: Submission, seen: int | None) -> None:
    """Refuse to decide by a page opened before the author handed in another draft."""
    if seen is not None and seen != submission.round:
        raise RoundChanged


def _decide(
    submission: Submission, verdict: str, letter: str, *, by: User, now: datetime
) -> Decision:
    return Decision.objects.create(
        uuid=new_uuid(),
        submission=submission,
        revision_id=submission.revision_id,
        round=submission.round,
        verdict=verdict,
        letter=letter,
        by=by,
        at=now,
    )


def _close(
    fresh: Submission, given: Submission, target: str, letter: str, *, by: User, now: datetime
) -> None:
    write_move(
        fresh, given, state=target, decided_by=by, decided_at=now, letter=letter, lease_until=None
    )


def _provenance(submission: Submission, decision: Decision, by: User) -> Provenance:
    return Provenance(
        institute_uuid=submission.institute.uuid,
        institute_title=submission.institute.title,
        decision_uuid=decision.uuid,
        decided_at=decision.at,
        moderator_uuid=by.uuid,
    )
