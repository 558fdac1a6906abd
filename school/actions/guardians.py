"""Guardianship: who answers for a pupil, and when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.api import User, is_administrator
from accounts.errors import NotAllowed
from core.api import record
from school.actions.memberships import WrongDates
from school.calendar import overlapping
from school.data import PUPIL, RELATIONS
from school.models import Guardianship
from school.reach import OutOfReach, administered_by
from school.standings import forget_standings, standings_of

MANAGE = "school.manage_guardians"


class WrongRelation(ValueError):
    """An unknown relation, or a person who would answer for themselves."""


class AlreadyGuardian(Exception):
    """The person answers for the pupil already on some of these days."""


@transaction.atomic
def add_guardian(
    *, guardian: User, pupil: User, relation: str, since: date, by: User | None, now: datetime
) -> Guardianship:
    """Let ``guardian`` answer for ``pupil`` from ``since`` on.

    Raises ``NotAllowed`` for whoever administers no school of the pupil, ``OutOfReach`` for a
    guardian of other schools only, :class:`WrongRelation`, :class:`AlreadyGuardian`.
    """
    require_school_of(by, pupil, now=now)
    _refuse_stranger(by, guardian, now=now)
    return write_guardianship(
        Guardianship(guardian=guardian, pupil=pupil, relation=relation, since=since),
        by=by,
        now=now,
    )


def write_guardianship(wanted: Guardianship, *, by: User | None, now: datetime) -> Guardianship:
    """Check and write; the caller has asked who may, and holds the transaction."""
    if wanted.relation not in RELATIONS or wanted.guardian.pk == wanted.pupil.pk:
        raise WrongRelation(wanted.relation)
    _lock_pair(wanted)
    _refuse_second(wanted, wanted.since)
    wanted.save()
    _changed("school.add_guardian", wanted, by=by, now=now)
    return wanted


@transaction.atomic
def end_guardianship(
    *, guardianship: Guardianship, until: date, by: User | None, now: datetime
) -> Guardianship:
    """Let ``until`` be the last day on which the guardian answers for the pupil."""
    require_school_of(by, guardianship.pupil, now=now)
    if until < guardianship.since:
        raise WrongDates
    _lock_pair(guardianship)
    if guardianship.until is not None and until > guardianship.until:
        _refuse_second(guardianship, guardianship.until)
    guardianship.until = until
    guardianship.save(update_fields=["until"])
    _changed("school.end_guardianship", guardianship, by=by, now=now)
    return guardianship


@transaction.atomic
def reopen_guardianship(
    *, guardianship: Guardianship, by: User | None, now: datetime
) -> Guardianship:
    """Take an end back: the guardian answers for the pupil without a last day again."""
    require_school_of(by, guardianship.pupil, now=now)
    _lock_pair(guardianship)
    _refuse_second(guardianship, guardianship.since)
    guardianship.until = None
    guardianship.save(update_fields=["until"])
    _changed("school.reopen_guardianship", guardianship, by=by, now=now)
    return guardianship


def require_school_of(by: User | None, pupil: User, *, now: datetime) -> None:
    """Raise ``NotAllowed`` unless ``by`` administers a school whose pupil this is, or the site.

    A school that the pupil has left decides nothing any more: whoever it let in as a guardian would
    read the diary that another school keeps.
    """
    if by is None or is_administrator(by):
        return
    schools = {
        item.school_uuid
        for item in standings_of(pupil)
        if item.role == PUPIL and not item.is_over_at(now)
    }
    if not schools & administered_by(by, now):
        raise NotAllowed(MANAGE)


def _refuse_stranger(by: User | None, guardian: User, *, now: datetime) -> None:
    if by is None or is_administrator(by):
        return
    if not {item.school_uuid for item in standings_of(guardian)} & administered_by(by, now):
        raise OutOfReach


def _refuse_second(wanted: Guardianship, since: date) -> None:
    same = Guardianship.objects.filter(
        overlapping(since, wanted.until), guardian=wanted.guardian, pupil=wanted.pupil
    )
    if same.exclude(pk=wanted.pk).exists():
        raise AlreadyGuardian


def _lock_pair(wanted: Guardianship) -> None:
    """Lock both people in one order, so that two changes cannot wait for each other."""
    pair = [wanted.guardian.pk, wanted.pupil.pk]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=pair).order_by("pk"))


def _changed(action: str, row: Guardianship, *, by: User | None, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=row.pupil.uuid,
        now=now,
        data={"guardian": str(row.guardian.uuid), "guardianship": str(row.uuid)},
    )
    forget_standings(row.guardian)
