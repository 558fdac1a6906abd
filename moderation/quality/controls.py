"""Control items: made by a chief from a decided revision, judged by experts who do not know.

A control is a submission like any other, on a copy that belongs to the chief who made it, so that
the chief never reviews it. Votes on it are kept apart (``ControlResult``): they publish, return and
reject nothing, no decision is written, and the author of the original is told nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import fold, new_uuid, record
from learning_objects.api import (
    LearningObject,
    authors_of,
    cancel_review,
    copy_revision,
    revision_content,
    start_review,
)
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.clock import start_clock, stop_clock
from moderation.actions.planning import plan_of, rule_for
from moderation.actions.rubrics import ensure_rubric
from moderation.actions.workflow import cancel_workflow, open_workflow
from moderation.data import APPROVE, METHODICAL, NO, RECALLED
from moderation.models import Control, ControlResult, Decision, Submission, Vote
from moderation.rules import MAKE_CONTROL

CONTROL_OBJECT = "moderation.control"


class NotAControl(ValueError):
    """The expected outcome does not hold together, or the revision is gone."""


@transaction.atomic
def make_control(
    *,
    decision: Decision,
    verdict: str,
    failed: Sequence[str],
    wanted: int,
    by: User,
    now: datetime,
) -> Control:
    """Put a copy of the revision that ``decision`` was about into the queue.

    ``verdict`` and ``failed`` (codes of the rubric in force) are what an expert should find.
    Raises ``NotAllowed`` and :class:`NotAControl`.
    """
    source = decision.submission
    require(by, MAKE_CONTROL, source)
    shown_as = _submitter_of(source)
    rubric = ensure_rubric(institute=source.institute, kind=source.kind, stage=METHODICAL)
    if (verdict == APPROVE) == bool(failed) or not set(failed) <= set(rubric.codes):
        raise NotAControl
    try:
        copy = copy_revision(revision_id=decision.revision_id, by=by, now=now)
    except LookupError as error:
        raise NotAControl from error
    submission = _enqueue(copy, source, wanted, shown_as, by=by, now=now)
    control = Control.objects.create(
        uuid=new_uuid(),
        institute=source.institute,
        submission=submission,
        source_uuid=source.object_uuid,
        revision_id=decision.revision_id,
        title=submission.title,
        verdict=verdict,
        failed=list(failed),
        wanted=wanted,
        made_by=by,
        made_at=now,
    )
    _note("make_control", control, by=by, now=now, wanted=wanted, verdict=verdict)
    return control


def _submitter_of(source: Submission) -> User:
    """Return whose work a copy looks like; a second look at what is public has no submitter."""
    if source.submitted_by is not None:
        return source.submitted_by
    handed_in = Submission.objects.filter(
        object_uuid=source.object_uuid, submitted_by__isnull=False
    ).order_by("-pk")
    found = handed_in.select_related("submitted_by").first()
    if found is None or found.submitted_by is None:
        raise NotAControl
    return found.submitted_by


def _enqueue(
    copy: LearningObject,
    source: Submission,
    wanted: int,
    shown_as: User,
    *,
    by: User,
    now: datetime,
) -> Submission:
    """Make a submission that looks like the author's own."""
    revision = start_review(learning_object=copy, by=by, now=now)
    content = revision_content(revision_id=revision)
    names = [item.user.full_name for item in authors_of(source.learning_object)]
    plan = plan_of(rule_for(institute=source.institute, kind=source.kind))[:1]
    # Several experts must not read each other's remarks: it is then a blind review.
    plan[0]["seats"] = max(plan[0]["seats"], min(wanted, 2))
    submission = Submission(
        learning_object=copy,
        object_uuid=copy.uuid,
        institute=source.institute,
        plan=plan,
        kind=source.kind,
        language=content["language"],
        subject_uuid=source.subject_uuid,
        grade=source.grade,
        title=content["title"][:200],
        search_text=fold(" ".join([content["title"], *names]))[:700],
        revision_id=revision,
        # The authors of the original have an interest in it, as in a work made of theirs.
        origin_uuid=source.object_uuid,
        submitted_by=shown_as,
        submitted_at=now,
    )
    start_clock(submission, now)
    open_workflow(submission=submission, learning_object=copy, by=by, now=now)
    submission.save()
    note_move("seed_control", submission, by=by, now=now, shown_as=shown_as.uuid)
    return submission


def control_of(submission: Submission) -> Control | None:
    """Return the control that a submission is, or ``None``; one query."""
    return Control.objects.filter(submission=submission).first()


def take_control_vote(
    control: Control,
    fresh: Submission,
    given: Submission,
    vote: Vote,
    *,
    by: User,
    now: datetime,
) -> None:
    """Keep the result apart; give the item to the next expert, or end it after the last one.

    Inside the transaction of the vote, with the row locked.
    """
    marked = {code for code, mark in vote.marks.items() if mark == NO}
    wrong = set(control.failed)
    ControlResult.objects.create(
        control=control,
        by=by,
        at=now,
        verdict=vote.verdict,
        is_right=vote.verdict == control.verdict,
        found=len(marked & wrong),
        missed=len(wrong - marked),
        extra=len(marked - wrong),
    )
    if control.results.count() < control.wanted:
        target = check_move("pass_on", fresh, by=by, now=now).target
        names = ("claimed_by", "claimed_at", "lease_until", "assigned_by")
        free: dict[str, Any] = {"state": target, **dict.fromkeys(names)}
        write_move(fresh, given, seat=fresh.seat + 1, **free)
    else:
        _close(control, fresh, given, by=by, now=now)
    note_move("vote", fresh, by=by, now=now, vote=vote.uuid, stage=vote.stage, seat=vote.seat)


@transaction.atomic
def end_control(*, control: Control, by: User, now: datetime) -> None:
    """Take a control item out of the queue; what experts have said about it stays."""
    require(by, MAKE_CONTROL, control)
    if control.submission is None or control.ended_at:
        return
    fresh = lock_submission(control.submission)
    if fresh.state == RECALLED:  # its owner took it back as one takes back any draft
        control.ended_at = now
        control.save(update_fields=["ended_at"])
        return
    _close(control, fresh, control.submission, by=by, now=now)
    note_move("end_control", fresh, by=by, now=now)


def _close(
    control: Control, fresh: Submission, given: Submission, *, by: User, now: datetime
) -> None:
    """End the submission without a decision: its object is a draft of the chief again."""
    target = check_move("settle_control", fresh, by=by, now=now).target
    cancel_review(learning_object=fresh.learning_object, by=by, now=now)
    cancel_workflow(submission=fresh, learning_object=fresh.learning_object, by=by, now=now)
    write_move(fresh, given, state=target, lease_until=None, **stop_clock(fresh, now))
    control.ended_at = now
    control.save(update_fields=["ended_at"])
    _note("settle_control", control, by=by, now=now)


def _note(verb: str, control: Control, *, by: User, now: datetime, **facts: Any) -> None:
    record(
        action=f"moderation.{verb}",
        by=by.uuid,
        object_code=CONTROL_OBJECT,
        object_uuid=control.uuid,
        now=now,
        data=facts,
    )
