"""Founding the demo school: its people, classes, families and bells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.api import User, create_user, get_user, get_user_by_login
from cms.demo.people import AccountLine, LoginTaken, make_password, write_accounts
from cms.demo.school.reading import read_bells, read_roster
from cms.demo.trail import is_made, made_uuid, mark_made
from schedule.api import set_bells, week_of
from school.api import (
    Group,
    School,
    add_guardian,
    add_membership,
    create_class,
    create_school,
    get_group,
    get_school,
    school_day,
    school_year,
)
from school.data import CLASS_TEACHER, GUARDIAN, PUPIL, ROLE_LABELS

FIRST_MONTH = 9  # the school year begins in September


@dataclass
class Founded:
    """The school with its classes and people, by the names that the files use."""

    school: School
    groups: dict[str, Group] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


@transaction.atomic
def ensure_school(*, cast: Mapping[str, User], now: datetime) -> tuple[Founded, int]:
    """Return the demo school and how many people it brought just now; all of it or nothing.

    ``cast`` are the people of the library, some of whom teach here. Raises ``LoginTaken``.
    """
    roster = read_roster()
    if is_made("school", roster["school"]["key"]):
        return _found_again(roster, cast), 0
    return _Founding(roster, cast, now).found()


def _found_again(roster: dict[str, Any], cast: Mapping[str, User]) -> Founded:
    school = get_school(uuid=made_uuid("school", roster["school"]["key"]))
    if school is None:
        raise LookupError("the demo school has vanished")
    founded = Founded(school, people=dict(cast))
    for row in roster["classes"]:
        group = get_group(uuid=made_uuid("school-class", row["key"]))
        if group is not None:
            founded.groups[row["key"]] = group
    for row in roster["staff"]:
        person = get_user(uuid=made_uuid("school-person", row["login"]))
        if person is not None:
            founded.people[row["login"]] = person
    return founded


class _Founding:
    """One founding: everything is done in the name of the system, as a first run is."""

    def __init__(self, roster: dict[str, Any], cast: Mapping[str, User], now: datetime) -> None:
        self.roster, self.now = roster, now
        self.people: dict[str, User] = dict(cast)
        self.accounts: list[AccountLine] = []
        self.made = 0

    def found(self) -> tuple[Founded, int]:
        """Make the school; return it and the number of new people."""
        facts = self.roster["school"]
        school = create_school(
            title=facts["title"],
            short_title=facts["short_title"],
            key=facts["key"],
            time_zone=facts["time_zone"],
            by=None,
            now=self.now,
        )
        founded = Founded(school, people=self.people)
        today = school_day(school, self.now)
        year = school_year(today)
        # A school year that begins in the middle of a week has lessons on Monday already.
        since = min(date(year, FIRST_MONTH, 1), week_of(today).monday)
        set_bells(school=school, bells=read_bells(), by=None, now=self.now)
        self._engage(founded, since)
        for row in self.roster["classes"]:
            founded.groups[row["key"]] = self._open_class(school, row, year, since)
        self._introduce_families(since)
        mark_made("school", facts["key"], made=school.uuid, now=self.now)
        if self.accounts:
            write_accounts(self.accounts)
        return founded, self.made

    def _engage(self, founded: Founded, since: date) -> None:
        for row in self.roster["staff"]:
            person = self._person(row, row["role"])
            add_membership(
                school=founded.school,
                person=person,
                role=row["role"],
                since=since,
                by=None,
                now=self.now,
            )
            mark_made("school-person", row["login"], made=person.uuid, now=self.now)

    def _open_class(self, school: School, row: dict[str, Any], year: int, since: date) -> Group:
        group = create_class(
            school=school,
            year=year,
            grade=row["grade"],
            letter=row["letter"],
            by=None,
            now=self.now,
        )
        joined = [(self.people[row["class_teacher"]], CLASS_TEACHER)]
        joined += [(self._person(pupil, PUPIL), PUPIL) for pupil in row["pupils"]]
        for person, role in joined:
            add_membership(
                school=school,
                person=person,
                role=role,
                group=group,
                since=since,
                by=None,
                now=self.now,
            )
        mark_made("school-class", row["key"], made=group.uuid, now=self.now)
        return group

    def _introduce_families(self, since: date) -> None:
        for row in self.roster["families"]:
            guardian = self._person(row, GUARDIAN)
            for child in row["children"]:
                add_guardian(
                    guardian=guardian,
                    pupil=self.people[child],
                    relation=row["relation"],
                    since=since,
                    by=None,
                    now=self.now,
                )

    def _person(self, row: dict[str, Any], role: str) -> User:
        """Return the person of a line; those who can be tried get a password."""
        login = row["login"]
        if "last_name" not in row:
            return self.people[login]
        if get_user_by_login(login) is not None:
            raise LoginTaken(login)
        password = make_password() if row.get("password") else None
        person = create_user(
            login=login,
            by=None,
            now=self.now,
            password=password,
            last_name=row["last_name"],
            first_name=row["first_name"],
            patronymic=row.get("patronymic", ""),
        )
        if password:
            self.accounts.append((login, str(ROLE_LABELS[role]), password))
        self.made += 1
        self.people[login] = self.people[f"{row['last_name']} {row['first_name']}"] = person
        return person
