"""Taking in a whole list of people: all of them or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api import User, get_user_by_email, get_user_by_login
from accounts.errors import NotAllowed
from core.api import fold
from school.actions.guardians import write_guardianship
from school.actions.memberships import write_membership
from school.actions.people import Newcomer, Particulars, let_in
from school.calendar import school_year
from school.data import CLASS, GROUP_ROLES, PUPIL, STAFF
from school.logins import propose_login
from school.models import Group, Guardianship, Membership, School
from school.queries import members_of, pupils_of
from school.roster_file import Fault, RosterLine
from school.rules import APPOINT, require_on
from school.wording import REFUSALS, words_for


class RosterFaulty(Exception):
    """Some lines cannot be taken in; ``faults`` names them. Nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A line ready to be taken in.

    A guardian's pupil is already in the school (``pupil``) or comes with this list
    (``pupil_line``, the number of its line).
    """

    line: RosterLine
    login: str
    group: Group | None = None
    pupil: User | None = None
    pupil_line: int = 0


def check_roster(
    *, school: School, lines: tuple[RosterLine, ...], since: date
) -> tuple[list[RosterEntry], list[Fault]]:
    """Find classes and pupils, promise logins; return what is ready and what is wrong."""
    check = _Check(school, lines, since)
    return check.run()


@transaction.atomic
def import_roster(
    *,
    school: School,
    lines: tuple[RosterLine, ...],
    since: date,
    by: User | None,
    now: datetime,
) -> list[Newcomer]:
    """Make all accounts with their places; raises :class:`RosterFaulty` and writes nothing else."""
    require_on(by, APPOINT, school, now)
    entries, faults = check_roster(school=school, lines=lines, since=since)
    if faults:
        raise RosterFaulty(faults)
    made: dict[int, Newcomer] = {}
    # Guardians last: their pupils may come with the same list.
    for entry in sorted(entries, key=lambda item: bool(item.line.relation)):
        try:
            made[entry.line.number] = _take_in(school, entry, made, since=since, by=by, now=now)
        except NotAllowed:
            raise
        except REFUSALS as error:
            raise RosterFaulty([Fault(entry.line.number, words_for(error))]) from error
    return [made[entry.line.number] for entry in entries]


def _take_in(
    school: School,
    entry: RosterEntry,
    made: dict[int, Newcomer],
    *,
    since: date,
    by: User | None,
    now: datetime,
) -> Newcomer:
    line = entry.line
    names = (line.last_name, line.first_name, line.patronymic)
    newcomer = let_in(Particulars(*names, email=line.email, login=entry.login), by=by, now=now)
    if line.relation:
        pupil = entry.pupil or made[entry.pupil_line].person
        wanted = Guardianship(
            guardian=newcomer.person, pupil=pupil, relation=line.relation, since=since
        )
        write_guardianship(wanted, by=by, now=now)
    else:
        place = Membership(
            school=school, person=newcomer.person, role=line.role, group=entry.group, since=since
        )
        write_membership(place, by=by, now=now)
    return newcomer


class _Check:
    """One reading of the list against the school."""

    def __init__(self, school: School, lines: tuple[RosterLine, ...], since: date) -> None:
        self.school, self.lines = school, lines
        year = school_year(since)
        rows = Group.objects.filter(school=school, kind=CLASS, year=year)
        self.classes = {class_key(group.title): group for group in rows}
        self.year, self.since = year, since
        self.logins: set[str] = set()
        self.emails: set[str] = set()
        self.pupils: dict[int, list[User]] = {}
        self.staff: dict[str, list[User]] = {}

    def run(self) -> tuple[list[RosterEntry], list[Fault]]:
        entries, faults = [], []
        for line in self.lines:
            words = next(self._faults(line), "")
            if words:
                faults.append(Fault(line.number, words))
                continue
            entries.append(self._entry(line))
        return entries, faults

    def _faults(self, line: RosterLine) -> Iterator[str]:
        yield from self._class_faults(line)
        yield from self._repetition_faults(line)
        yield from self._sign_in_faults(line)
        if line.relation and not any(self._find_pupil(line)):
            yield _(
                "No single pupil “%(name)s” in this class or in this list. Write the full name as "
                "it stands there, and the class."
            ) % {"name": line.pupil}

    def _class_faults(self, line: RosterLine) -> Iterator[str]:
        if line.class_title and class_key(line.class_title) not in self.classes:
            yield _(
                "There is no class “%(title)s” in the school year %(year)d. Open it first or "
                "correct the title."
            ) % {"title": line.class_title, "year": self.year}

    def _repetition_faults(self, line: RosterLine) -> Iterator[str]:
        """A list read twice would make everybody twice."""
        group = self.classes.get(class_key(line.class_title))
        here = self._pupils(group) if line.role == PUPIL else self._staff(line.role)
        if fold(line.full_name) in {fold(user.full_name) for user in here}:
            yield _(
                "“%(name)s” stands in the school with this role already. Take the line out; "
                "add a namesake one by one."
            ) % {"name": line.full_name}

    def _sign_in_faults(self, line: RosterLine) -> Iterator[str]:
        login, email = fold(line.login), fold(line.email)
        if login and (login in self.logins or get_user_by_login(login)):
            yield _("The login “%(login)s” is taken. Write another or leave the field empty.") % {
                "login": line.login
            }
        if email and (email in self.emails or get_user_by_email(email)):
            yield _("The e-mail cannot be used here. Write another or leave the field empty.")
        if email and not _is_email(email):
            yield _("“%(email)s” is no e-mail. Correct it or leave the field empty.") % {
                "email": line.email
            }

    def _entry(self, line: RosterLine) -> RosterEntry:
        names = (line.last_name, line.first_name, line.patronymic)
        login = line.login or propose_login(*names, taken=self.logins)
        self.logins.add(fold(login))
        if line.email:
            self.emails.add(fold(line.email))
        group = self.classes[class_key(line.class_title)] if line.class_title else None
        pupil, pupil_line = self._find_pupil(line) if line.relation else (None, 0)
        kept = group if line.role in GROUP_ROLES else None
        return RosterEntry(line, login, kept, pupil, pupil_line)

    def _find_pupil(self, line: RosterLine) -> tuple[User | None, int]:
        """Return the one pupil that a guardian's line means, or (None, 0)."""
        name, key = fold(line.pupil), class_key(line.class_title)
        coming = [
            other.number
            for other in self.lines
            if other.role == PUPIL
            and fold(other.full_name) == name
            and (not key or class_key(other.class_title) == key)
        ]
        group = self.classes.get(key)
        here = [user for user in self._pupils(group) if fold(user.full_name) == name]
        if len(coming) + len(here) != 1:
            return None, 0
        return (here[0], 0) if here else (None, coming[0])

    def _staff(self, role: str) -> list[User]:
        if role not in STAFF:
            return []
        if role not in self.staff:
            places = members_of(self.school, day=self.since, role=role)
            self.staff[role] = [place.person for place in places]
        return self.staff[role]

    def _pupils(self, group: Group | None) -> list[User]:
        if group is None:
            return []
        if group.pk not in self.pupils:
            self.pupils[group.pk] = pupils_of(group, day=self.since)
        return self.pupils[group.pk]


def class_key(title: str) -> str:
    """Return what tells classes apart: «8Б», «8 "б"» and «8-Б» are one."""
    return "".join(sign for sign in title.upper() if sign.isalnum())


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
