"""Memberships: who is what in a school, and when. One locked action writes each of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.api import User
from school.actions.schools import note
from school.calendar import overlapping, school_day
from school.data import ADMINISTRATOR, CLASS, CLASS_TEACHER, GROUP_ROLES, PUPIL, ROLES, SUBGROUP
from school.models import Group, Membership, School
from school.reach import refuse_strangers
from school.rules import ADMINISTER, APPOINT, require_on
from school.standings import forget_standings


class WrongRole(ValueError):
    """A role that no membership can have, or a group where none belongs (or the reverse)."""


class WrongGroup(ValueError):
    """The group is of another school, or of the wrong kind for the role."""


class WrongDates(ValueError):
    """The last day lies before the first."""


class Overlap(Exception):
    """The person has such a place already on some of these days; ``membership`` is it."""

    def __init__(self, membership: Membership) -> None:
        super().__init__(str(membership))
        self.membership = membership


class OutsideClass(Exception):
    """A subgroup takes only pupils of its class, on the days when they are in the class."""


class TooLate(Exception):
    """What has been in force for days is ended, not removed."""


@transaction.atomic
def add_membership(
    *,
    school: School,
    person: User,
    role: str,
    since: date,
    by: User | None,
    now: datetime,
    group: Group | None = None,
    until: date | None = None,
) -> Membership:
    """Give ``person`` a place in ``school`` from ``since`` to ``until`` (both days included).

    Raises ``NotAllowed``, ``OutOfReach`` for a person of other schools, :class:`WrongRole`,
    :class:`WrongGroup`, :class:`WrongDates`, :class:`OutsideClass`, :class:`Overlap`.
    """
    require_on(by, APPOINT, school, now)
    refuse_strangers(by, person, school, now=now)
    wanted = Membership(
        school=school, person=person, role=role, group=group, since=since, until=until
    )
    return write_membership(wanted, by=by, now=now)


def write_membership(wanted: Membership, *, by: User | None, now: datetime) -> Membership:
    """Check and write a place; the caller has asked who may, and holds the transaction."""
    _check_shape(wanted)
    lock_person(wanted.person)
    refuse_overlap(wanted)
    _refuse_outside_class(wanted)
    wanted.save()
    _changed("school.add_membership", wanted, by=by, now=now)
    return wanted


@transaction.atomic
def end_membership(
    *, membership: Membership, until: date, by: User | None, now: datetime
) -> Membership:
    """Let ``until`` be the last day; a pupil's places in subgroups of the class end with it."""
    fresh = _lock(membership, by=by, now=now)
    if until < fresh.since:
        raise WrongDates
    if fresh.until is not None and until > fresh.until:
        refuse_overlap(fresh, since=fresh.until + timedelta(days=1), until=until)
    inner_places = _places_in_subgroups(fresh)  # by the days as they still are
    is_longer = fresh.until is not None and until > fresh.until
    fresh.until = until
    if is_longer:
        refuse_strangers(by, fresh.person, fresh.school, now=now)
        _refuse_outside_class(fresh)
    _end(fresh, until)
    for inner in inner_places:
        if inner.since > until:
            inner.delete()
        elif inner.until is None or inner.until > until:
            _end(inner, until)
    membership.until = until
    _changed("school.end_membership", fresh, by=by, now=now, known=membership)
    return fresh


@transaction.atomic
def reopen_membership(*, membership: Membership, by: User | None, now: datetime) -> Membership:
    """Take an end back: the place is held without a last day again."""
    fresh = _lock(membership, by=by, now=now)
    refuse_strangers(by, fresh.person, fresh.school, now=now)
    refuse_overlap(fresh, since=fresh.since, until=None)
    fresh.until = membership.until = None
    _refuse_outside_class(fresh)
    fresh.save(update_fields=["until"])
    _changed("school.reopen_membership", fresh, by=by, now=now, known=membership)
    return fresh


@transaction.atomic
def remove_membership(*, membership: Membership, by: User | None, now: datetime) -> None:
    """Take back what was written by mistake: only a place that begins today or later."""
    fresh = _lock(membership, by=by, now=now)
    if fresh.since < school_day(fresh.school, now):
        raise TooLate
    for inner in _places_in_subgroups(fresh):
        inner.delete()
    _changed("school.remove_membership", fresh, by=by, now=now, known=membership)
    fresh.delete()


@transaction.atomic
def move_pupil(
    *, membership: Membership, group: Group, since: date, by: User | None, now: datetime
) -> Membership:
    """Move a pupil to another class of the school from ``since``; the day before is the last.

    A move on the very day the place began puts the new class in its stead.
    """
    if membership.role != PUPIL or group.kind != CLASS or group.pk == membership.group_id:
        raise WrongGroup
    if since == membership.since and since >= school_day(membership.school, now):
        remove_membership(membership=membership, by=by, now=now)
    else:
        last = since - timedelta(days=1)
        end_membership(membership=membership, until=last, by=by, now=now)
    return add_membership(
        school=membership.school,
        person=membership.person,
        role=PUPIL,
        group=group,
        since=since,
        by=by,
        now=now,
    )


def lock_person(person: User) -> None:
    """Let one change of a person's places happen at a time.

    On SQLite the transaction itself is the lock (it is IMMEDIATE).
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def refuse_overlap(
    wanted: Membership, *, since: date | None = None, until: date | None = None
) -> None:
    """Raise :class:`Overlap` when the person has such a place on some of the days.

    A pupil is in one class of a school at a time; other roles are held once in a school or group.
    Without ``since`` the days of ``wanted`` are looked at.
    """
    first, last = (wanted.since, wanted.until) if since is None else (since, until)
    rivals = Membership.objects.filter(
        overlapping(first, last), school=wanted.school, person=wanted.person, role=wanted.role
    ).exclude(pk=wanted.pk)
    rival = _same_kind(rivals, wanted).order_by("since").select_related("group", "school").first()
    if rival is not None:
        raise Overlap(rival)


def _same_kind(rivals: QuerySet[Membership], wanted: Membership) -> QuerySet[Membership]:
    if wanted.role == PUPIL and wanted.group is not None and wanted.group.kind == CLASS:
        return rivals.filter(group__kind=CLASS)
    return rivals.filter(group=wanted.group)


def _check_shape(wanted: Membership) -> None:
    role, group = wanted.role, wanted.group
    if role not in ROLES or (role in GROUP_ROLES) != (group is not None):
        raise WrongRole(role)
    if group is not None and group.school_id != wanted.school.pk:
        raise WrongGroup
    if role == CLASS_TEACHER and group is not None and group.kind != CLASS:
        raise WrongGroup
    if wanted.until is not None and wanted.until < wanted.since:
        raise WrongDates


def _refuse_outside_class(wanted: Membership) -> None:
    """Raise :class:`OutsideClass` unless one place in the class covers all days of a subgroup's."""
    group = wanted.group
    if wanted.role != PUPIL or group is None or group.kind != SUBGROUP:
        return
    covering = Membership.objects.filter(
        person=wanted.person, role=PUPIL, group=group.parent, since__lte=wanted.since
    )
    open_ended = covering.filter(until__isnull=True)
    if open_ended.exists():
        return
    if wanted.until is None or not covering.filter(until__gte=wanted.until).exists():
        raise OutsideClass


def _places_in_subgroups(membership: Membership) -> list[Membership]:
    group = membership.group
    if membership.role != PUPIL or group is None or group.kind != CLASS:
        return []
    inner = Membership.objects.filter(
        overlapping(membership.since, membership.until),
        person=membership.person,
        role=PUPIL,
        group__parent=group,
    )
    return list(inner)


def _lock(membership: Membership, *, by: User | None, now: datetime) -> Membership:
    """Return the row as it is now, with its person locked, once ``by`` may change it."""
    action = APPOINT if membership.role == ADMINISTRATOR else ADMINISTER
    require_on(by, action, membership.school, now)
    lock_person(membership.person)
    rows = Membership.objects.select_related("school", "person", "group")
    return rows.get(pk=membership.pk)


def _end(membership: Membership, until: date) -> None:
    membership.until = until
    membership.save(update_fields=["until"])


def _changed(
    action: str,
    membership: Membership,
    *,
    by: User | None,
    now: datetime,
    known: Membership | None = None,
) -> None:
    """Write the audit, and let the people at hand be asked anew what they are."""
    note(
        action,
        membership.school,
        by=by,
        now=now,
        membership=membership.uuid,
        person=membership.person.uuid,
        role=membership.role,
        group=membership.group.uuid if membership.group else "",
    )
    forget_standings(membership.person, *([known.person] if known else []))
