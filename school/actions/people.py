"""New people of a school: an account, a one-time password and a place, all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from accounts.api import User, create_user, make_password_text
from school.actions.guardians import require_school_of, write_guardianship
from school.actions.memberships import write_membership
from school.logins import propose_login
from school.models import Group, Guardianship, Membership, School
from school.rules import APPOINT, require_on


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is written down of a new person; an empty login is made from the name."""

    last_name: str
    first_name: str
    patronymic: str = ""
    email: str = ""
    login: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person just let in, with the one-time password that is shown once and kept nowhere."""

    person: User
    password: str = field(repr=False)


@transaction.atomic
def enrol_person(
    *,
    school: School,
    particulars: Particulars,
    role: str,
    since: date,
    by: User | None,
    now: datetime,
    group: Group | None = None,
) -> Newcomer:
    """Make an account and give it a place in ``school``; both or none.

    Raises as ``accounts.api.create_user`` and :func:`school.api.add_membership` do.
    """
    require_on(by, APPOINT, school, now)
    newcomer = let_in(particulars, by=by, now=now)
    wanted = Membership(school=school, person=newcomer.person, role=role, group=group, since=since)
    write_membership(wanted, by=by, now=now)
    return newcomer


@transaction.atomic
def enrol_guardian(
    *,
    pupil: User,
    particulars: Particulars,
    relation: str,
    since: date,
    by: User | None,
    now: datetime,
) -> Newcomer:
    """Make an account for somebody who answers for ``pupil``; both or none."""
    require_school_of(by, pupil, now=now)
    newcomer = let_in(particulars, by=by, now=now)
    wanted = Guardianship(guardian=newcomer.person, pupil=pupil, relation=relation, since=since)
    write_guardianship(wanted, by=by, now=now)
    return newcomer


def let_in(particulars: Particulars, *, by: User | None, now: datetime) -> Newcomer:
    """Make the account alone; the caller gives it a place in the same transaction."""
    names = (particulars.last_name, particulars.first_name, particulars.patronymic)
    password = make_password_text()
    person = create_user(
        login=particulars.login or propose_login(*names),
        by=by,
        now=now,
        email=particulars.email,
        password=password,
        last_name=names[0],
        first_name=names[1],
        patronymic=names[2],
        one_time=True,
    )
    return Newcomer(person, password)
