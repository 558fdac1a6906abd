"""Reads of ``moderation``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.api import User, may
from learning_objects.api import get_version, revision_content
from moderation.blind import Masks, hidden_remarks
from moderation.checks.facts import RuleFacts, read_rule
from moderation.data import (
    APPROVED,
    CLAIMED,
    OPEN_STATES,
    RECHECK,
    REVIEW,
    WAITING_STATES,
    Moment,
    RemarkView,
    ReplyView,
)
from moderation.models import Appeal, CheckRule, CheckRuleVersion, Remark, Submission
from moderation.moments import address_at, write_second
from moderation.states import APPEAL, SUBMISSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable


def get_submission(*, uuid: UUID) -> Submission | None:
    """Return the submission or ``None``; who may see it is the caller's question."""
    return _with_people().filter(uuid=uuid).first()


def get_remark(*, uuid: UUID) -> Remark | None:
    """Return the remark with its submission, or ``None``."""
    return Remark.objects.select_related("submission").filter(uuid=uuid).first()


def submission_of(object_uuid: UUID) -> Submission | None:
    """Return the open submission of an object, else its latest one, else ``None``."""
    newest = _with_people().filter(object_uuid=object_uuid, purpose=REVIEW).order_by("-id")
    return newest.filter(state__in=OPEN_STATES).first() or newest.first()


def can_appeal(submission: Submission, user: User) -> bool:
    """Say whether ``user`` may appeal the last decision about a draft now."""
    appeal = SUBMISSIONS.transition("appeal")
    if submission.purpose != REVIEW or submission.state not in appeal.sources:
        return False
    if not may(user, APPEAL, submission) or Appeal.objects.filter(submission=submission).exists():
        return False
    newer = Submission.objects.filter(
        learning_object=submission.learning_object_id, purpose=REVIEW, pk__gt=submission.pk
    )
    return not newer.exists()


def open_recheck_of(object_uuid: UUID) -> Submission | None:
    """Return the open second look at an object, or ``None``."""
    open_looks = _with_people().filter(purpose=RECHECK, state__in=WAITING_STATES)
    return open_looks.filter(object_uuid=object_uuid).first()


def content_of(submission: Submission) -> dict[str, Any]:
    """Return the plain content under review: the frozen draft, or the version looked at again."""
    if submission.purpose == REVIEW:
        return revision_content(revision_id=submission.revision_id)
    version = get_version(uuid=submission.object_uuid, number=submission.version)
    if version is None:
        raise LookupError(f"version {submission.version} of {submission.object_uuid} vanished")
    return version.content


def _with_people() -> QuerySet[Submission]:
    return Submission.objects.select_related(
        "submitted_by", "claimed_by", "decided_by", "institute", "learning_object"
    ).defer("learning_object__body")


def is_overdue(submission: Submission, *, now: datetime) -> bool:
    """Say whether the claim's lease is over, so that another expert may take the submission."""
    until = submission.lease_until
    return submission.state == CLAIMED and until is not None and until < now


def remarks_of(
    submissions: Iterable[Submission | int],
    *,
    seen_by: User | None = None,
    masks: Masks | None = None,
) -> tuple[RemarkView, ...]:
    """Return the remarks of submissions with their replies, oldest first; two queries.

    ``seen_by`` is an expert at work: what others said in the same blind step is left out.
    ``masks`` takes the place of the names that are kept back.
    """
    given = list(submissions)
    rows = (
        Remark.objects.filter(submission__in=given)
        .exclude(hidden_remarks(seen_by, given))
        .select_related("author", "submission")
        .prefetch_related("replies__author")
    )
    return tuple(view_of(row, masks or Masks()) for row in rows)


def view_of(remark: Remark, masks: Masks) -> RemarkView:
    """Return the typed view of a remark."""
    review = str(remark.submission.uuid)
    return RemarkView(
        uuid=remark.uuid,
        severity=remark.severity,
        severity_label=remark.get_severity_display(),
        state=remark.state,
        state_label=remark.get_state_display(),
        place=remark.place,
        block=remark.block,
        item=remark.item,
        revision_id=remark.revision_id,
        field=remark.field,
        text=remark.text,
        round=remark.round,
        author_name=masks.writer_of(remark.author, review),
        created_at=remark.created_at,
        replies=tuple(
            ReplyView(masks.writer_of(reply.author, review), reply.text, reply.created_at)
            for reply in remark.replies.all()
        ),
        closed=remark.submission.state == APPROVED,
        **_moment_of(remark),
    )


def _moment_of(remark: Remark) -> dict[str, Any]:
    if remark.second is None:
        return {}
    return {
        "moment": Moment(remark.recording, remark.second),
        "moment_label": write_second(remark.second),
        "moment_address": address_at(remark.recording, remark.second),
    }


def all_check_rules() -> list[RuleFacts]:
    """Return every rule on drafts as plain data, by code; those of everywhere first."""
    rows = CheckRule.objects.order_by("code", "institute_id")
    return [read_rule(row.facts) for row in rows]


def check_rules() -> QuerySet[CheckRule]:
    """Return every rule on drafts with its institute, by code."""
    return CheckRule.objects.select_related("institute").order_by("code", "institute_id")


def versions_of_rule(rule: CheckRule) -> QuerySet[CheckRuleVersion]:
    """Return the versions of a rule with the people who made them, the newest first."""
    return rule.versions.select_related("by").order_by("-number")
