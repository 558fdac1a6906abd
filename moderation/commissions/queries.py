"""Reads of commissioning. Lists cost the same few queries whatever their length."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from accounts.api import User, may, roles_of
from accounts.data import METHODOLOGIST, SITE_SCOPE, SUBJECT_SCOPE
from core.api import fold
from moderation.commissions.data import (
    APPLIED,
    FULFILLED,
    OCCUPYING,
    OPEN,
    STATES,
    SUBMITTED,
    UNFINISHED,
    WITH_PLACES,
    WORKING,
    CallFilters,
    Progress,
)
from moderation.commissions.rules import SEE_TAKING
from moderation.models import CallInterest, Commission, Taking


def get_commission(*, uuid: UUID) -> Commission | None:
    """Return the call or ``None``; who may see it is the caller's question."""
    return _calls().filter(uuid=uuid).first()


def get_taking(*, uuid: UUID) -> Taking | None:
    """Return a part with its call, author and object, or ``None``."""
    return _takings().filter(uuid=uuid).first()


def _calls() -> QuerySet[Commission]:
    return Commission.objects.select_related("institute", "created_by")


def _takings() -> QuerySet[Taking]:
    return Taking.objects.select_related(
        "commission", "author", "learning_object", "decided_by"
    ).defer("learning_object__body")


def open_calls(user: User, filters: CallFilters, *, now: datetime) -> QuerySet[Commission]:
    """Return the calls that were ever opened, the nearest deadline first; one query a page."""
    found = _filtered(_calls().filter(opened_at__isnull=False), filters, now=now)
    if filters.mine:
        found = found.filter(
            subject_uuid__in=CallInterest.objects.filter(user=user).values("subject_uuid")
        )
    return found.order_by("deadline", "id")


def managed_calls(user: User, filters: CallFilters, *, now: datetime) -> QuerySet[Commission]:
    """Return the calls of the subjects in which ``user`` is a methodologist; one query a page."""
    found = _filtered(_calls().filter(in_scope(user)), filters, now=now)
    if filters.mine:
        found = found.filter(created_by=user)
    return found.order_by("deadline", "id")


def _filtered(
    found: QuerySet[Commission], filters: CallFilters, *, now: datetime
) -> QuerySet[Commission]:
    if filters.state == WITH_PLACES:
        found = found.filter(_with_places(now))
    elif filters.state:
        found = found.filter(state=filters.state)
    if filters.subject:
        found = found.filter(subject_uuid=filters.subject)
    if filters.grade:
        found = found.filter(grade=filters.grade)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    for word in fold(filters.text).split():
        found = found.filter(search_text__contains=word)
    return found


def _with_places(now: datetime) -> Q:
    return Q(state=OPEN, deadline__gte=timezone.localdate(now), taken__lt=F("places"))


def in_scope(user: User) -> Q:
    """Return the condition "in a subject where ``user`` is a methodologist"."""
    scopes = [role.scope for role in roles_of(user) if role.code == METHODOLOGIST]
    if any(scope.code == SITE_SCOPE for scope in scopes):
        return Q()
    return Q(subject_uuid__in=[scope.uuid for scope in scopes if scope.code == SUBJECT_SCOPE])


def count_managed(user: User) -> dict[str, int]:
    """Return how many calls of one's subjects stand in each state; one query."""
    rows = Commission.objects.filter(in_scope(user)).order_by().values_list("state")
    return {**dict.fromkeys(STATES, 0), **dict(rows.annotate(Count("pk")))}


def choices_of(calls: QuerySet[Commission]) -> dict[str, list[Any]]:
    """Return the subjects (uuids) and grades that occur among ``calls``; one query."""
    pairs = list(calls.order_by().values_list("subject_uuid", "grade").distinct())
    return {
        "subjects": sorted({subject for subject, _grade in pairs}, key=str),
        "grades": sorted({grade for _subject, grade in pairs if grade}),
    }


def progress_of(calls: Iterable[Commission], *, now: datetime) -> dict[int, Progress]:
    """Return what became of each call so far, by primary key; one query for all of them."""
    today = timezone.localdate(now)
    late = Q(state=WORKING, commission__deadline__lt=today)
    rows = (
        Taking.objects.filter(commission__in=[call.pk for call in calls])
        .order_by()
        .values_list("commission_id")
        .annotate(
            applied=Count("pk", filter=Q(state=APPLIED)),
            working=Count("pk", filter=Q(state=WORKING)),
            submitted=Count("pk", filter=Q(state=SUBMITTED)),
            fulfilled=Count("pk", filter=Q(state=FULFILLED)),
            late=Count("pk", filter=late),
        )
    )
    return {row[0]: Progress(*row[1:]) for row in rows}


def takings_of(commission: Commission, *, by: User) -> list[Taking]:
    """Return the parts of a call that ``by`` may see: all, or only their own; oldest first."""
    rows = list(_takings().filter(commission=commission).order_by("applied_at", "id"))
    for row in rows:
        row.commission = commission
    return [row for row in rows if may(by, SEE_TAKING, row)]


def results_of(commission: Commission) -> QuerySet[Taking]:
    """Return the parts that became published materials, in the order of publication."""
    return _takings().filter(commission=commission, state=FULFILLED).order_by("changed_at", "id")


def own_takings(user: User, *, finished: bool = False) -> QuerySet[Taking]:
    """Return one's own parts, unfinished or finished ones, the nearest deadline first."""
    found = _takings().filter(author=user)
    if finished:
        return found.exclude(state__in=UNFINISHED).order_by("-changed_at", "-id")
    return found.filter(state__in=UNFINISHED).order_by("commission__deadline", "id")


def count_own(user: User) -> dict[str, int]:
    """Return how many of one's parts are unfinished, and how many are over; one query."""
    unfinished = Q(state__in=UNFINISHED)
    found: dict[str, int] = Taking.objects.filter(author=user).aggregate(
        now=Count("pk", filter=unfinished), before=Count("pk", filter=~unfinished)
    )
    return found


def call_of(object_uuid: UUID) -> Commission | None:
    """Return the call that an object answers, or ``None``; one query."""
    return calls_of([object_uuid]).get(object_uuid)


def calls_of(object_uuids: Iterable[UUID]) -> dict[UUID, Commission]:
    """Return the calls that objects answer, by the object's uuid; one query."""
    rows = Taking.objects.filter(learning_object__uuid__in=list(object_uuids), state__in=OCCUPYING)
    found = rows.select_related("commission").annotate(object_uuid=F("learning_object__uuid"))
    return {row.object_uuid: row.commission for row in found}


def show_answered(submissions: Iterable[Any]) -> None:
    """Hang on submissions the call that each answers, or ``None``; one query for all."""
    rows = list(submissions)
    found = calls_of(row.object_uuid for row in rows)
    for row in rows:
        row.call = found.get(row.object_uuid)


def followed_subjects(user: User) -> set[UUID]:
    """Return the subjects of whose new calls the person wants to hear."""
    return set(CallInterest.objects.filter(user=user).values_list("subject_uuid", flat=True))
