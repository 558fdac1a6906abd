"""Conflicts of interest and membership, as conditions on the table of submissions.

The same condition answers about one submission and shapes the queue, so that they never disagree.
"""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.api import User, has_role, is_administrator, roles_of
from accounts.data import CHIEF_MODERATOR, SITE_SCOPE, SUBJECT_SCOPE
from learning_objects.api import LearningObject, parts_taken_by
from moderation.data import CENTRAL
from moderation.models import (
    Absence,
    Conflict,
    Institute,
    Membership,
    Release,
    Signal,
    Submission,
    Vote,
)
from moderation.workdays import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

WROTE = "learning_object__authorships__user"


def memberships_of(user: User) -> list[Membership]:
    """Return the memberships of a person; one query for the life of the instance."""
    cached: list[Membership] | None = getattr(user, "_mesh_institutes", None)
    if cached is None:
        cached = list(Membership.objects.filter(person=user))
        user._mesh_institutes = cached  # type: ignore[attr-defined]
    return cached


def institute_ids(user: User) -> list[int]:
    """Return the institutes for which a person works: without a membership the central one.

    Two queries for the life of the instance.
    """
    cached: list[int] | None = getattr(user, "_mesh_institute_ids", None)
    if not cached:  # the central institute may have been made since
        cached = [item.institute_id for item in memberships_of(user)] or list(
            Institute.objects.filter(level=CENTRAL).values_list("pk", flat=True)
        )
        user._mesh_institute_ids = cached  # type: ignore[attr-defined]
    return cached


def in_conflict(user: User) -> Q:
    """Return the condition "``user`` has an interest in it", to be asked of few rows.

    They wrote it, also if they have left its authors since, or its origin, or made something of it;
    they have reported it themselves; they have declared, or an author has, that they are close; or
    an author belongs to the same organisation (a scope of roles in ``accounts`` that is neither the
    site nor a subject).
    """
    return reduce(or_, _interests(user))


def conflicting(user: User) -> set[int]:
    """Return the ids of all that ``user`` has an interest in: the same condition, one query.

    Read from the person's side, so it costs as much as there is of it at any length of the queues.
    Ids and no subquery: PostgreSQL would ask the union anew for each submission.
    """
    first, *others = (
        Submission.objects.filter(interest).values_list("pk", flat=True)
        for interest in _interests(user)
    )
    return set(first.union(*others, all=True))


def _interests(user: User) -> list[Q]:
    mine = LearningObject.objects.filter(authorships__user=user)
    used = mine.filter(based_on_uuid__isnull=False)
    found = [
        Q(**{WROTE: user}),
        Q(learning_object__in=parts_taken_by(user).values("learning_object")),
        Q(pk__in=Signal.objects.filter(by=user).values("submission")),
        Q(**{f"{WROTE}__in": Conflict.objects.filter(person=user).values("author")}),
        Q(**{f"{WROTE}__in": Conflict.objects.filter(author=user).values("person")}),
        Q(origin_uuid__in=mine.values("uuid")),
        Q(object_uuid__in=used.values("based_on_uuid")),
    ]
    shared = [role.scope.uuid for role in roles_of(user) if _is_organisation(role.scope.code)]
    if shared:
        found.append(Q(**{f"{WROTE}__role_assignments__scope_uuid__in": shared}))
    return found


def _is_organisation(code: str) -> bool:
    return code not in (SITE_SCOPE, SUBJECT_SCOPE)


def has_interest(user: User, submission: Submission) -> bool:
    """Say whether ``user`` has a conflict of interest about the submission.

    One query for the life of the submission's instance; actions ask of a fresh one.
    """
    known: dict[int, bool] = submission.__dict__.setdefault("_mesh_interests", {})
    if user.pk not in known:
        found = Submission.objects.filter(pk=submission.pk).filter(in_conflict(user))
        known[user.pk] = found.exists()
    return known[user.pk]


def fitting(user: User, found: QuerySet[Submission]) -> QuerySet[Submission]:
    """Narrow to what "next for me" may give: competence, no vote of theirs, not given back.

    A vote in this round excludes; on an appeal any vote does.
    """
    competence = Q(pk__in=[]) if memberships_of(user) else Q()
    for membership in memberships_of(user):
        competence |= _competence(membership)
    if has_role(user, CHIEF_MODERATOR) or is_administrator(user):  # they see which are controls
        found = found.filter(control__isnull=True)
    here, this_round = Q(submission=OuterRef("pk")), Q(round=OuterRef("round"))
    votes = Vote.objects.filter(votes_of(user), here)
    released = Release.objects.filter(here, this_round, person=user)
    return found.filter(
        competence,
        ~Exists(votes.filter(this_round)),
        Q(is_appeal=False) | ~Exists(votes),
        ~Exists(released),
    )


def votes_of(user: User) -> Q:
    """Return the condition on votes "given by ``user``", also by an account merged into it.

    Votes are append-only: they go on naming the account that gave them.
    """
    return Q(by=user) | Q(by__merged_into=user)


def _competence(membership: Membership) -> Q:
    condition = Q(institute_id=membership.institute_id)
    if membership.kinds:
        condition &= Q(kind__in=membership.kinds)
    if membership.grades:
        condition &= Q(grade__in=membership.grades) | Q(grade__isnull=True)
    if membership.stages:
        condition &= Q(stage__in=membership.stages)
    return condition


def away(now: datetime, people: Iterable[int] | None = None) -> QuerySet[Absence]:
    """Return the absences that are going on, of ``people`` (ids) or of everybody."""
    day = day_of(now)
    found = Absence.objects.filter(first_day__lte=day, last_day__gte=day)
    return found if people is None else found.filter(person__in=people)
