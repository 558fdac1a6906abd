"""Whom the administrators of a school can reach: the people of their own school, nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from accounts.api import User, assignments_of, is_administrator
from accounts.data import Admission
from school.data import ADMINISTRATOR
from school.queries import is_of_school, places_now
from school.standings import standings_of

if TYPE_CHECKING:
    from uuid import UUID

    from school.models import School


class OutOfReach(Exception):
    """The person is not of this school; only an administrator of the site can bring them in."""


def administered_by(user: User, now: datetime) -> set[UUID]:
    """Return the uuids of the schools that ``user`` administers at the moment ``now``."""
    places = places_now(user, now=now)
    return {place.school_uuid for place in places if place.role == ADMINISTRATOR}


def refuse_strangers(by: User | None, person: User, school: School, *, now: datetime) -> None:
    """Raise :class:`OutOfReach` when ``by`` would bring a stranger into ``school``.

    Who has left for another school is one too: brought back as a pupil, they and their families
    would be in the hands of a school that is not theirs any more.
    """
    if by is None or is_administrator(by):
        return
    lasting = {item.school_uuid for item in standings_of(person) if not item.is_over_at(now)}
    if not is_of_school(person, school) or (lasting and school.uuid not in lasting):
        raise OutOfReach


def may_let_in(by: User, admission: Admission) -> bool:
    """Say whether a school administrator may make this account or give it a new password.

    A new account is always open to them: the action that makes it also gives it a place in their
    school. A password only of those who are nowhere else: no role in the library, no other school,
    or a password would open to one school what belongs to another.
    """
    mine = administered_by(by, admission.now)
    if admission.person is None:
        return bool(mine)
    schools = {item.school_uuid for item in standings_of(admission.person)}
    return bool(schools) and schools <= mine and not assignments_of(admission.person)
