"""Appeals: once a submission, to experts who have not voted on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User
from core.api import new_uuid
from learning_objects.api import resume_review
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.clock import start_clock
from moderation.actions.planning import panel_of
from moderation.actions.remarks import EmptyText
from moderation.actions.workflow import open_workflow
from moderation.data import METHODICAL
from moderation.models import Appeal, Submission


class NotTheLatest(Exception):
    """The object has been submitted anew since: the new review decides, not an appeal."""


@transaction.atomic
def appeal(*, submission: Submission, text: str, by: User, now: datetime) -> Appeal:
    """Ask others to look at the last decision: one different expert or a panel of three.

    The revision that was decided about is looked at once more; what was written since stays a
    draft. Raises ``TransitionRefused``, ``EmptyText`` and :class:`NotTheLatest`.
    """
    fresh = lock_submission(submission)
    appealed = Appeal.objects.filter(submission=fresh).exists()
    target = check_move("appeal", fresh, by=by, now=now, is_appealed=appealed).target
    words = text.strip()
    if not words:
        raise EmptyText
    newer = Submission.objects.filter(
        learning_object=fresh.learning_object_id, purpose=fresh.purpose, pk__gt=fresh.pk
    )
    if newer.exists():
        raise NotTheLatest
    made = Appeal.objects.create(
        uuid=new_uuid(),
        submission=fresh,
        against=fresh.decisions.latest("pk"),
        text=words,
        by=by,
        at=now,
    )
    resume_review(learning_object=fresh.learning_object, by=by, now=now)
    open_workflow(submission=fresh, learning_object=fresh.learning_object, by=by, now=now)
    _to_the_panel(fresh, submission, target, now)
    note_move("appeal", fresh, by=by, now=now, appeal=made.uuid)
    return made


def _to_the_panel(fresh: Submission, given: Submission, target: str, now: datetime) -> None:
    write_move(
        fresh,
        given,
        state=target,
        is_appeal=True,
        plan=[{"stage": METHODICAL, "seats": panel_of(fresh)}],
        step=0,
        stage=METHODICAL,
        seat=1,
        claimed_by=None,
        claimed_at=None,
        lease_until=None,
        decided_by=None,
        decided_at=None,
        letter="",
        workflow_state_id=fresh.workflow_state_id,
        assigned_by=None,
        **start_clock(fresh, now, anew=True),
    )
