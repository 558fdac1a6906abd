"""Reads of ``school``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.api import User
from core.api import fold, sort_key
from school.calendar import holding_on, overlapping
from school.data import (
    ADMINISTRATOR,
    CLASS,
    CLASS_TEACHER,
    GUARDIAN,
    PUPIL,
    STAFF,
    Place,
    Standing,
)
from school.models import Group, Guardianship, Membership, School
from school.standings import standings_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Person = User | AnonymousUser


def get_school(*, uuid: UUID) -> School | None:
    """Return the school with ``uuid`` or ``None``."""
    return School.objects.filter(uuid=uuid).first()


def get_school_by_key(key: str) -> School | None:
    """Return the school with ``key`` or ``None``."""
    return School.objects.filter(key=key).first()


def get_group(*, uuid: UUID) -> Group | None:
    """Return the class or subgroup with ``uuid``, with its school and class, or ``None``."""
    return Group.objects.select_related("school", "parent").filter(uuid=uuid).first()


def places_of(user: Person, *, day: date) -> tuple[Place, ...]:
    """Return what ``user`` is in their schools on ``day``; a guardian stands where the pupil does.

    One query for the life of the instance, whatever the days asked about.
    """
    held = (item for item in standings_of(user) if item.held_on(day) and item.answers_on(day))
    return tuple(dict.fromkeys(_place(item) for item in held))


def places_now(user: Person, *, now: datetime) -> tuple[Place, ...]:
    """Return what ``user`` is at the moment ``now``, each school by its own calendar."""
    held = (item for item in standings_of(user) if _held_at(item, now))
    return tuple(dict.fromkeys(_place(item) for item in held))


def _held_at(item: Standing, now: datetime) -> bool:
    day = item.day_at(now)
    return item.held_on(day) and item.answers_on(day)


def _place(item: Standing) -> Place:
    return Place(item.role, item.school_uuid, item.group_uuid)


def schools_of(user: Person, *, day: date) -> list[School]:
    """Return the schools where ``user`` has a place on ``day``, in Russian order."""
    return _schools({place.school_uuid for place in places_of(user, day=day)})


def schools_now(user: Person, *, now: datetime) -> list[School]:
    """Return the schools where ``user`` has a place at the moment ``now``, in Russian order."""
    return _schools({place.school_uuid for place in places_now(user, now=now)})


def _schools(uuids: set[UUID]) -> list[School]:
    if not uuids:
        return []
    return sorted(School.objects.filter(uuid__in=uuids), key=lambda item: sort_key(item.title))


def is_of_school(person: User, school: School) -> bool:
    """Say whether ``person`` has, had or will have a place in ``school``, or a pupil there."""
    held = Membership.objects.filter(school=school)
    if held.filter(person=person).exists():
        return True
    return held.filter(role=PUPIL, person__guardianships__guardian=person).exists()


def wards_of(guardian: Person, *, day: date) -> list[User]:
    """Return the pupils whom ``guardian`` answers for on ``day``, in Russian order."""
    if not isinstance(guardian, User):
        return []
    held = holding_on(day, "guardianships__")
    found = User.objects.filter(held, guardianships__guardian=guardian)
    return list(found.order_by("sort_name", "id").distinct())


def wards_now(guardian: Person, *, now: datetime) -> list[User]:
    """Return the pupils whom ``guardian`` answers for at the moment ``now``, in Russian order.

    Each by the calendar of the pupil's own school.
    """
    rows = (item for item in standings_of(guardian) if item.role == GUARDIAN)
    ids = [item.pupil_id for item in rows if item.answers_on(item.day_at(now)) and item.pupil_id]
    return list(User.objects.filter(pk__in=ids).order_by("sort_name", "id")) if ids else []


def guardians_of(pupil: User, *, day: date) -> list[User]:
    """Return who answers for ``pupil`` on ``day``, in Russian order."""
    found = User.objects.filter(holding_on(day, "wards__"), wards__pupil=pupil)
    return list(found.order_by("sort_name", "id").distinct())


def pupils_of(group: Group, *, day: date) -> list[User]:
    """Return the pupils of a class or subgroup on ``day``, in Russian order."""
    held = Membership.objects.filter(holding_on(day), group=group, role=PUPIL)
    found = User.objects.filter(pk__in=held.values("person_id"))
    return list(found.order_by("sort_name", "id"))


def groups_of_pupil(pupil: User, *, day: date) -> list[Group]:
    """Return the class and the subgroups of ``pupil`` on ``day``, classes first."""
    held = Membership.objects.filter(holding_on(day), person=pupil, role=PUPIL)
    found = Group.objects.filter(pk__in=held.values("group_id")).select_related("school", "parent")
    return sorted(found, key=lambda group: (group.kind != CLASS, sort_key(group.title), group.pk))


def groups_of_pupils(
    pupils: Iterable[User], *, since: date, until: date
) -> dict[int, list[tuple[Group, date, date | None]]]:
    """Return by user id the groups of ``pupils`` in a period, each with its own days; one query."""
    ids = [pupil.pk for pupil in pupils]
    found: dict[int, list[tuple[Group, date, date | None]]] = {pk: [] for pk in ids}
    rows = (
        Membership.objects.filter(overlapping(since, until), person_id__in=ids, role=PUPIL)
        .select_related("group__school", "group__parent")
        .order_by("since", "id")
    )
    for row in rows:
        if row.group is not None:
            found[row.person_id].append((row.group, row.since, row.until))
    return found


def pupil_periods(
    groups: Iterable[Group], *, since: date, until: date
) -> dict[int, list[tuple[int, date, date | None]]]:
    """Return by group id who is its pupil in a period: (user id, since, until); one query."""
    ids = [group.pk for group in groups]
    found: dict[int, list[tuple[int, date, date | None]]] = {pk: [] for pk in ids}
    rows = Membership.objects.filter(overlapping(since, until), group_id__in=ids, role=PUPIL)
    for group_id, person_id, first, last in rows.values_list(
        "group_id", "person_id", "since", "until"
    ):
        found[group_id].append((person_id, first, last))
    return found


def staff_of(school: School, *, day: date) -> list[User]:
    """Return who works in ``school`` on ``day``, in Russian order."""
    held = Membership.objects.filter(holding_on(day), school=school, role__in=STAFF)
    found = User.objects.filter(pk__in=held.values("person_id"))
    return list(found.order_by("sort_name", "id"))


def groups_of_school(school: School, *, year: int) -> QuerySet[Group]:
    """Return classes and subgroups of a school year: each class with its subgroups after it."""
    found = Group.objects.filter(school=school, year=year).select_related("parent")
    return found.order_by("grade", "letter", "kind", "title", "id")


def find_schools(*, text: str = "") -> QuerySet[School]:
    """Return all schools by part of the title or key (any case, ё = е)."""
    found = School.objects.order_by("search_text", "id")
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return found


def administrators_of(school: School, *, day: date) -> list[Membership]:
    """Return who administers ``school`` on ``day``."""
    held = Membership.objects.filter(holding_on(day), school=school, role=ADMINISTRATOR)
    return list(held.select_related("person", "school").order_by("person__sort_name", "id"))


def members_of(
    school: School, *, day: date, text: str = "", role: str = ""
) -> QuerySet[Membership]:
    """Return places held in ``school`` on ``day``, by part of the name and by role.

    A guardian has none; they stand on the page of their pupil.
    """
    found = Membership.objects.filter(holding_on(day), school=school)
    if role:
        found = found.filter(role=role)
    for word in fold(text).split():
        found = found.filter(person__search_text__contains=word)
    return found.select_related("person", "group").order_by("person__sort_name", "person_id", "id")


def places_in_group(group: Group, *, role: str, day: date) -> list[Membership]:
    """Return who holds ``role`` in ``group`` on ``day`` or will hold it, in Russian order."""
    coming = Q(until__isnull=True) | Q(until__gte=day)
    held = Membership.objects.filter(coming, group=group, role=role)
    return list(held.select_related("person", "school").order_by("person__sort_name", "since"))


def memberships_of(person: User, school: School) -> list[Membership]:
    """Return all places of ``person`` in ``school``, the latest first."""
    found = Membership.objects.filter(person=person, school=school)
    return list(found.select_related("person", "group", "school").order_by("-since", "-id"))


def guardianships_of(pupils: Iterable[User]) -> dict[int, list[Guardianship]]:
    """Return by pupil id who answers or answered for them; one query."""
    ids = [pupil.pk for pupil in pupils]
    found: dict[int, list[Guardianship]] = {pk: [] for pk in ids}
    rows = Guardianship.objects.filter(pupil_id__in=ids).select_related("guardian", "pupil")
    for row in rows.order_by("guardian__sort_name", "-since"):
        found[row.pupil_id].append(row)
    return found


def wardships_of(guardian: User) -> list[Guardianship]:
    """Return the guardianships that ``guardian`` holds or held."""
    found = Guardianship.objects.filter(guardian=guardian).select_related("guardian", "pupil")
    return list(found.order_by("pupil__sort_name", "-since"))


def count_pupils(groups: Iterable[Group], *, day: date) -> dict[int, int]:
    """Return by group id the number of pupils on ``day``; one query."""
    held = Membership.objects.filter(holding_on(day), group__in=list(groups), role=PUPIL)
    rows = held.values("group_id").annotate(number=Count("person_id", distinct=True))
    return {row["group_id"]: row["number"] for row in rows}


def class_teachers_of(groups: Iterable[Group], *, day: date) -> dict[int, list[User]]:
    """Return by group id who is its class teacher on ``day``; one query."""
    held = Membership.objects.filter(holding_on(day), group__in=list(groups), role=CLASS_TEACHER)
    found: dict[int, list[User]] = {}
    for row in held.select_related("person").order_by("person__sort_name"):
        if row.group_id is not None:
            found.setdefault(row.group_id, []).append(row.person)
    return found


def staff_periods(
    school: School, *, since: date, until: date
) -> dict[int, list[tuple[date, date | None]]]:
    """Return by user id the days of their work in ``school`` within a period; one query."""
    held = Membership.objects.filter(overlapping(since, until), school=school, role__in=STAFF)
    found: dict[int, list[tuple[date, date | None]]] = {}
    for person_id, first, last in held.values_list("person_id", "since", "until"):
        found.setdefault(person_id, []).append((first, last))
    return found
