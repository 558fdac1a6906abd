"""Reads of the work of the institute: the queue, its counts and filters, the load of experts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.api import User, roles_of
from accounts.data import CHIEF_MODERATOR, MODERATOR, SITE_SCOPE, SUBJECT_SCOPE
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
    WHICH,
    Load,
    QueueFilters,
)
from moderation.interests import away, in_conflict, institute_ids
from moderation.models import Institute, Membership, SavedView, Submission

# The one order of all lists of work and of "next for me"; the index ``mod_work_order`` has it.
WORK_ORDER = ("-is_late", "-priority", "due_at", "submitted_at", "id")
# Nobody pages further than this; counting all of a long queue would cost more than the page.
MOST_COUNTED = 1000


def queue(user: User, filters: QueueFilters, *, now: datetime) -> QuerySet[Submission]:
    """Return what ``user`` may review: late first, then by priority, deadline, age.

    Only of the person's institutes, in the subjects in which they are an expert, and nothing in
    which they have an interest. ``filters.person`` counts for chiefs: to others it would tell who
    holds a blind review. Slice it: one query a page.
    """
    found = _reviewable(user).filter(_which(user, now)[filters.which])
    equal = {
        "subject_uuid": filters.subject,
        "grade": filters.grade,
        "kind": filters.kind,
        "stage": filters.stage,
        "purpose": filters.purpose,
        "institute__uuid": filters.institute,
    }
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if filters.person:
        found = found.filter(held_by(user, filters.person))
    for word in fold(filters.text).split():
        found = found.filter(search_text__contains=word)
    order = ("submitted_at", "id") if filters.which == AWAITED else WORK_ORDER
    people = ("submitted_by", "claimed_by", "assigned_by", "institute")
    return found.select_related(*people).order_by(*order)


def _reviewable(user: User) -> QuerySet[Submission]:
    institutes = institute_ids(user)
    inside = Q(institute_id=institutes[0]) if len(institutes) == 1 else Q(institute__in=institutes)
    return Submission.objects.filter(inside, _in_scope(user)).exclude(in_conflict(user))


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
    waiting = Q(is_waiting=1)
    return {
        ALL: waiting,
        FREE: waiting & (Q(state=QUEUED) | Q(lease_until__lt=now)),
        MINE: Q(state=CLAIMED, claimed_by=user),
        TEAM: waiting & Q(state=CLAIMED),
        OVERDUE: waiting & Q(due_at__lt=now),
        AWAITED: Q(state=RETURNED),
    }


def count_by_which(user: User, *, now: datetime) -> dict[str, int]:
    """Return how many stand behind each value of ``QueueFilters.which``, at most MOST_COUNTED + 1.

    One query a value, each of which stops counting at the limit.
    """
    return {
        which: queue(user, QueueFilters(which), now=now).order_by()[: MOST_COUNTED + 1].count()
        for which in WHICH
    }


def is_late(submission: Submission, *, now: datetime) -> bool:
    """Say whether the institute has had it for longer than its rule allows."""
    return submission.state in (QUEUED, CLAIMED) and submission.due_at < now


def filter_choices(user: User) -> dict[str, list[Any]]:
    """Return what of subjects (uuids), grades and institutes ``user`` may filter by.

    From what waits for the institute now; one query beside the institutes.
    """
    rows = (
        Submission.objects.filter(_in_scope(user), institute__in=institute_ids(user), is_waiting=1)
        .order_by()
        .values_list("subject_uuid", "grade")
        .distinct()
    )
    pairs = list(rows)
    institutes = Institute.objects.filter(pk__in=institute_ids(user)).order_by("title")
    return {
        "subjects": sorted({subject for subject, _grade in pairs if subject}, key=str),
        "grades": sorted({grade for _subject, grade in pairs if grade}),
        "institutes": list(institutes.values_list("uuid", "title")),
    }


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
