"""Reads of the work of the institute: the queue, the load of experts, saved views."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.api import User, roles_of
from accounts.data import CHIEF_MODERATOR, MODERATOR, SITE_SCOPE, SUBJECT_SCOPE, Scope
from core.api import fold
from moderation.blind import held_by
from moderation.data import (
    ALL,
    AWAITED,
    CAPACITY,
    CLAIMED,
    FREE,
    MINE,
    OVERDUE,
    QUEUED,
    RETURNED,
    TEAM,
    Load,
    QueueFilters,
)
from moderation.interests import away, in_conflict, institute_ids
from moderation.models import Membership, SavedView, Submission

# The one order of all lists of work and of "next for me"; the index ``mod_work_order`` has it.
WORK_ORDER = ("-is_late", "-priority", "due_at", "submitted_at", "id")
# Nobody pages further than this; counting all of a long queue would cost more than the page.
MOST_COUNTED = 1000


def queue(
    user: User,
    filters: QueueFilters,
    *,
    now: datetime,
    most: int = MOST_COUNTED,
    narrowed: Callable[[QuerySet[Submission]], QuerySet[Submission]] = lambda found: found,
) -> QuerySet[Submission]:
    """Return what ``user`` may review: late first, then by priority, deadline, age.

    Only of the person's institutes, in the subjects in which they are an expert, and nothing in
    which they have an interest. ``filters.person`` counts for chiefs: to others it would tell who
    holds a blind review. ``narrowed`` takes away what else is not wanted. Slice it: one query a
    page; of who has several institutes or only some subjects, nothing behind the first ``most``.
    """
    found = narrowed(_asked_for(user, filters, now).exclude(in_conflict(user)))
    order = ("submitted_at", "id") if filters.which == AWAITED else WORK_ORDER
    people = ("submitted_by", "claimed_by", "assigned_by", "institute")
    parts = _parts_of(user, filters)
    found = _first_of_each(found, parts, order, most) if len(parts) > 1 else found
    return found.select_related(*people).order_by(*order)


def _parts_of(user: User, filters: QueueFilters) -> list[Q]:
    """Return what an index holds in one piece of what the person may see: one condition each.

    In one walk through all of it the database would sort, or pass over the works of the other
    subjects, which may be nearly all that waits.
    """
    if filters.which in (MINE, TEAM):  # few are in hand
        return []
    institutes = [Q(institute_id=pk) for pk in institute_ids(user)]
    subjects = subjects_of(user)
    if subjects is None or filters.subject or filters.which == AWAITED:
        return institutes
    named = [Q(subject_uuid=uuid) for uuid in subjects] + [Q(subject_uuid__isnull=True)]
    return [institute & subject for institute in institutes for subject in named]


def _first_of_each(
    found: QuerySet[Submission], parts: list[Q], order: tuple[str, ...], most: int
) -> QuerySet[Submission]:
    """Return the first ``most`` of each part, each read by one index."""
    known = Submission.objects.values("pk")
    # One query within another: SQLite unites no queries that are cut off.
    first, *others = (
        known.filter(pk__in=found.filter(part).order_by(*order).values("pk")[:most])
        for part in parts
    )
    return Submission.objects.filter(pk__in=first.union(*others, all=True))


def _asked_for(user: User, filters: QueueFilters, now: datetime) -> QuerySet[Submission]:
    """Return what the filters ask for, also what the person has an interest in."""
    found = Submission.objects.filter(inside(user, filters), ways(user, now)[filters.which])
    if filters.person:
        found = found.filter(held_by(user, filters.person))
    for word in fold(filters.text).split():
        found = found.filter(search_text__contains=word)
    return found


def inside(user: User, filters: QueueFilters) -> Q:
    """Return the condition "of the person's institutes and subjects, and what the filters name".

    It holds for the table of submissions and for that of their numbers alike.
    """
    institutes = institute_ids(user)
    found = Q(institute_id=institutes[0]) if len(institutes) == 1 else Q(institute__in=institutes)
    equal = {
        "subject_uuid": filters.subject,
        "grade": filters.grade,
        "kind": filters.kind,
        "stage": filters.stage,
        "purpose": filters.purpose,
        "institute__uuid": filters.institute,
    }
    found &= Q(**{name: value for name, value in equal.items() if value})
    if not _scopes_of(user):
        return Q(pk__in=[])
    subjects = subjects_of(user)
    if subjects is None:
        return found
    # What belongs to no known subject would otherwise wait for ever.
    return found & (Q(subject_uuid__in=subjects) | Q(subject_uuid__isnull=True))


def subjects_of(user: User) -> list[UUID] | None:
    """Return the subjects in which ``user`` is an expert; ``None`` for all of them."""
    scopes = _scopes_of(user)
    if any(scope.code == SITE_SCOPE for scope in scopes):
        return None
    return sorted({scope.uuid for scope in scopes if scope.code == SUBJECT_SCOPE and scope.uuid})


def _scopes_of(user: User) -> list[Scope]:
    roles = roles_of(user)
    return [role.scope for role in roles if role.code in (MODERATOR, CHIEF_MODERATOR)]


def ways(user: User, now: datetime) -> dict[str, Q]:
    """Return the condition behind each value of ``QueueFilters.which``."""
    waiting = Q(is_waiting=1)
    return {
        ALL: waiting,
        FREE: waiting & (Q(state=QUEUED) | Q(lease_until__lt=now)),
        MINE: Q(state=CLAIMED, claimed_by=user),
        TEAM: Q(state=CLAIMED),
        # What the sweeper has marked comes first in the order of work.
        OVERDUE: waiting & (Q(is_late=True) | Q(due_at__lt=now)),
        AWAITED: Q(state=RETURNED),
    }


def is_late(submission: Submission, *, now: datetime) -> bool:
    """Say whether the institute has had it for longer than its rule allows."""
    return submission.state in (QUEUED, CLAIMED) and submission.due_at < now


def loads_of(chief: User, *, now: datetime, subject: UUID | None = None) -> list[Load]:
    """Return the experts of the chief's institutes with their load, in the order of names.

    With ``subject`` those whose role holds there. Five queries, however many experts. Who is
    suspended is left out.
    """
    institutes = institute_ids(chief)
    held_role = Q(role_assignments__role__in=(MODERATOR, CHIEF_MODERATOR))
    if subject:
        everywhere = Q(role_assignments__scope_code=SITE_SCOPE)
        held_role &= everywhere | Q(role_assignments__scope_uuid=subject)
    experts = User.objects.filter(held_role, is_active=True)
    members = {row.person_id: row for row in Membership.objects.filter(institute__in=institutes)}
    elsewhere = Membership.objects.exclude(institute__in=institutes).values("person")
    people = experts.filter(Q(pk__in=list(members)) | ~Q(pk__in=elsewhere)).distinct()
    held: dict[int | None, dict[str, Any]] = {
        row["claimed_by"]: dict(row)
        for row in Submission.objects.filter(state=CLAIMED)
        .order_by()
        .values("claimed_by")
        .annotate(held=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    }
    absent = {item.person_id: item.last_day for item in away(now)}
    return [
        Load(
            person_uuid=person.uuid,
            name=person.short_name,
            held=held.get(person.pk, {}).get("held", 0),
            late=held.get(person.pk, {}).get("late", 0),
            capacity=members[person.pk].capacity if person.pk in members else CAPACITY,
            away_until=absent.get(person.pk),
        )
        for person in people.order_by("sort_name", "id")
    ]


def views_of(user: User) -> QuerySet[SavedView]:
    """Return a person's own saved views and those that chiefs share."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")
