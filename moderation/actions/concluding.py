"""What a settled step does to the submission, the object and Wagtail's workflow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import override

from accounts.api import User
from core.api import new_uuid
from learning_objects.api import (
    cancel_review,
    publish_revision,
    remove_by_institute,
    return_from_review,
)
from learning_objects.data import Provenance, VersionView
from moderation.actions.access import note_move, write_move
from moderation.actions.clock import stop_clock
from moderation.actions.telling import tell_decision, tell_outcome
from moderation.actions.workflow import cancel_workflow, finish_workflow, reject_workflow
from moderation.blind import expert_name, numbers_of
from moderation.data import (
    APPROVE,
    APPROVED,
    KEEP,
    KEPT,
    OVERTURNED,
    REJECT,
    REJECTED,
    REMOVED,
    RETURN,
    RETURNED,
    UPHELD,
)
from moderation.models import Appeal, Decision, Submission, Vote

Verdict = tuple[Decision | None, VersionView | None]
# Where a verdict leads; whatever else there is takes the object out of the library.
TARGETS = {APPROVE: APPROVED, RETURN: RETURNED, REJECT: REJECTED, KEEP: KEPT}


def conclude(
    fresh: Submission,
    given: Submission,
    verdict: str,
    votes: Sequence[Vote],
    *,
    by: User,
    now: datetime,
) -> Verdict:
    """Write the decision and do what it says, inside the caller's transaction.

    ``fresh`` is the locked row, ``given`` the caller's instance; ``votes`` are those of the step.
    """
    decision = _write_decision(fresh, verdict, votes, by=by, now=now)
    # The submission is closed before anything is published: whoever finishes a workflow from
    # elsewhere is refused while it is not (see ``workflow_finish``).
    write_move(
        fresh,
        given,
        state=TARGETS.get(verdict, REMOVED),
        decided_by=by,
        decided_at=now,
        letter=decision.letter,
        lease_until=None,
        **stop_clock(fresh, now),
    )
    version = _apply(fresh, decision, by=by, now=now)
    if fresh.is_appeal:
        tell_outcome(fresh, _settle_appeal(fresh, decision), verdict, now=now)
    tell_decision(fresh, decision, now=now)
    forget_contacts(fresh)
    facts: dict[str, str | int | UUID] = {"decision": decision.uuid}
    if version:
        facts["version"] = version.number
    note_move(verdict, fresh, by=by, now=now, **facts)
    return decision, version


def forget_contacts(look: Submission) -> None:
    """Forget the addresses of those who reported something, now that the look is over."""
    look.signals.exclude(contact="").update(contact="")


def _write_decision(
    fresh: Submission, verdict: str, votes: Sequence[Vote], *, by: User, now: datetime
) -> Decision:
    return Decision.objects.create(
        uuid=new_uuid(),
        submission=fresh,
        revision_id=fresh.revision_id,
        round=fresh.round,
        is_appeal=fresh.is_appeal,
        verdict=verdict,
        letter=_letter(fresh, verdict, votes),
        by=by,
        at=now,
        handed_in_at=None if fresh.is_appeal else fresh.submitted_at,
    )


def _letter(submission: Submission, verdict: str, votes: Sequence[Vote]) -> str:
    """Return what the author is told: the letters of those who did not vote the other way.

    With an approval go those of the earlier steps.
    """
    good = verdict in (APPROVE, KEEP)
    heard = [*_earlier_votes(submission), *votes] if good and submission.step else votes
    said = [vote for vote in heard if (vote.verdict in (APPROVE, KEEP)) == good and vote.letter]
    if len(said) == 1:
        return said[0].letter
    if not said:
        return ""
    numbers = numbers_of(submission)
    with override(submission.language):
        return "\n\n".join(
            "\n".join((f"{expert_name(numbers.get(vote.by.uuid, vote.seat))}:", vote.letter))
            for vote in said
        )


def _earlier_votes(submission: Submission) -> list[Vote]:
    found = submission.votes.filter(
        round=submission.round, is_appeal=submission.is_appeal, step__lt=submission.step
    )
    return list(found.select_related("by").order_by("step", "seat"))


def _apply(
    submission: Submission, decision: Decision, *, by: User, now: datetime
) -> VersionView | None:
    """Do to the object what was decided; returns the version that an approval published."""
    learning_object, words = submission.learning_object, decision.letter
    if decision.verdict == APPROVE:
        version = publish_revision(
            learning_object=learning_object,
            revision_id=submission.revision_id,
            provenance=_provenance(submission, decision, by),
            by=by,
            now=now,
        )
        finish_workflow(
            submission=submission,
            learning_object=learning_object,
            comment=words,
            by=by,
            now=now,
        )
        return version
    if decision.verdict == RETURN:
        return_from_review(learning_object=learning_object, by=by, now=now)
        reject_workflow(
            submission=submission,
            learning_object=learning_object,
            comment=words,
            by=by,
            now=now,
        )
    elif decision.verdict == REJECT:
        cancel_review(learning_object=learning_object, by=by, now=now)
        cancel_workflow(submission=submission, learning_object=learning_object, by=by, now=now)
    elif decision.verdict != KEEP:
        remove_by_institute(
            learning_object=learning_object, reason=words, how=decision.verdict, by=by, now=now
        )
    return None


def _settle_appeal(submission: Submission, decision: Decision) -> Appeal:
    appeal = Appeal.objects.select_related("against").get(submission=submission)
    same = appeal.against.verdict == decision.verdict
    appeal.outcome, appeal.decision = (UPHELD if same else OVERTURNED), decision
    appeal.save(update_fields=["outcome", "decision"])
    return appeal


def _provenance(submission: Submission, decision: Decision, by: User) -> Provenance:
    return Provenance(
        institute_uuid=submission.institute.uuid,
        institute_title=submission.institute.title,
        decision_uuid=decision.uuid,
        decided_at=decision.at,
        moderator_uuid=by.uuid,
    )
