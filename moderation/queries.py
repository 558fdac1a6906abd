"""Reads of ``moderation``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.api import User, roles_of
from accounts.data import CHIEF_MODERATOR, MODERATOR, SITE_SCOPE, SUBJECT_SCOPE
from core.api import fold
from learning_objects.api import revision_content
from moderation.changes import compare
from moderation.checks.facts import RuleFacts, read_rule
from moderation.data import (
    ALL,
    APPROVED,
    AWAITED,
    CLAIMED,
    FREE,
    MINE,
    OPEN_STATES,
    OVERDUE,
    QUEUED,
    RETURNED,
    WAITING_STATES,
    Change,
    QueueFilters,
    RemarkView,
    ReplyView,
)
from moderation.models import CheckRule, CheckRuleVersion, Decision, Remark, Submission

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
    newest = _with_people().filter(object_uuid=object_uuid).order_by("-id")
    return newest.filter(state__in=OPEN_STATES).first() or newest.first()


def _with_people() -> QuerySet[Submission]:
    return Submission.objects.select_related(
        "submitted_by", "claimed_by", "decided_by", "institute", "learning_object"
    ).defer("learning_object__body")


def queue(user: User, filters: QueueFilters, *, now: datetime) -> QuerySet[Submission]:
    """Return what ``user`` may review, the longest waiting first; one query a page.

    Only the subjects in which the person is an expert, and never what they wrote themselves.
    """
    found = _reviewable(user).filter(_which(user, now)[filters.which])
    if filters.subject:
        found = found.filter(subject_uuid=filters.subject)
    if filters.grade:
        found = found.filter(grade=filters.grade)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    for word in fold(filters.text).split():
        found = found.filter(search_text__contains=word)
    return found.select_related("submitted_by", "claimed_by").order_by("submitted_at", "id")


def _reviewable(user: User) -> QuerySet[Submission]:
    own = Q(learning_object__authorships__user=user)
    return Submission.objects.filter(_in_scope(user)).exclude(own)


def _in_scope(user: User) -> Q:
    """Return the condition "in a subject where ``user`` is an expert"."""
    scopes = [role.scope for role in roles_of(user) if role.code in (MODERATOR, CHIEF_MODERATOR)]
    if not scopes:
        return Q(pk__in=[])
    if any(scope.code == SITE_SCOPE for scope in scopes):
        return Q()
    subjects = [scope.uuid for scope in scopes if scope.code == SUBJECT_SCOPE]
    # What belongs to no known subject would otherwise wait for ever.
    return Q(subject_uuid__in=subjects) | Q(subject_uuid__isnull=True)


def _which(user: User, now: datetime) -> dict[str, Q]:
    overdue = Q(state=CLAIMED, lease_until__lt=now)
    return {
        ALL: Q(state__in=WAITING_STATES),
        FREE: Q(state=QUEUED) | overdue,
        MINE: Q(state=CLAIMED, claimed_by=user),
        OVERDUE: overdue,
        AWAITED: Q(state=RETURNED),
    }


def count_by_which(user: User, *, now: datetime) -> dict[str, int]:
    """Return how many submissions stand behind each value of ``QueueFilters.which``; one query."""
    counts = {code: Count("pk", filter=condition) for code, condition in _which(user, now).items()}
    found: dict[str, int] = _reviewable(user).filter(state__in=OPEN_STATES).aggregate(**counts)
    return found


def is_overdue(submission: Submission, *, now: datetime) -> bool:
    """Say whether the claim's lease is over, so that another expert may take the submission."""
    until = submission.lease_until
    return submission.state == CLAIMED and until is not None and until < now


def remarks_of(submissions: Iterable[Submission | int]) -> tuple[RemarkView, ...]:
    """Return the remarks of submissions with their replies, oldest first; two queries."""
    rows = (
        Remark.objects.filter(submission__in=list(submissions))
        .select_related("author", "submission")
        .prefetch_related("replies__author")
    )
    return tuple(view_of(row) for row in rows)


def view_of(remark: Remark) -> RemarkView:
    """Return the typed view of a remark."""
    return RemarkView(
        uuid=remark.uuid,
        severity=remark.severity,
        severity_label=remark.get_severity_display(),
        state=remark.state,
        state_label=remark.get_state_display(),
        place=remark.place,
        block=remark.block,
        field=remark.field,
        text=remark.text,
        round=remark.round,
        author_name=remark.author.short_name,
        created_at=remark.created_at,
        replies=tuple(
            ReplyView(reply.author.short_name, reply.text, reply.created_at)
            for reply in remark.replies.all()
        ),
        closed=remark.submission.state == APPROVED,
    )


def changes_since_last_review(
    submission: Submission, content: dict[str, Any]
) -> list[Change] | None:
    """Return what changed since the last decided revision of the object.

    ``None`` when nothing of the object was reviewed before. ``content`` is that of the revision
    under review.
    """
    last = (
        Decision.objects.filter(submission__learning_object_id=submission.learning_object_id)
        .exclude(revision_id=submission.revision_id)
        .order_by("-id")
        .values_list("revision_id", flat=True)
        .first()
    )
    if last is None:
        return None
    return compare(revision_content(revision_id=last), content)


def filter_choices(user: User) -> dict[str, list[Any]]:
    """Return the subjects (uuids) and grades that occur among what ``user`` may review now."""
    rows = (
        Submission.objects.filter(_in_scope(user), state__in=OPEN_STATES)
        .order_by()
        .values_list("subject_uuid", "grade")
        .distinct()
    )
    pairs = list(rows)
    return {
        "subjects": sorted({subject for subject, _grade in pairs if subject}, key=str),
        "grades": sorted({grade for _subject, grade in pairs if grade}),
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
