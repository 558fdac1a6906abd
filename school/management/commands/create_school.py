"""``manage.py create_school``: a school from the command line."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.api import get_user_by_login
from core.api import now
from school.api import add_membership, create_school, school_day
from school.data import ADMINISTRATOR


class Command(BaseCommand):
    """Found a school and, if asked, appoint its first administrator."""

    help = "Found a school; --administrator LOGIN appoints its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="lower-case Latin letters, digits and hyphens")
        parser.add_argument("title")
        parser.add_argument("--time-zone", default="Europe/Moscow", help="an IANA name")
        parser.add_argument("--administrator", default="", metavar="LOGIN")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        login, moment = options["administrator"], now()
        person = get_user_by_login(login) if login else None
        if login and person is None:
            raise CommandError(f"there is no login {login!r}; create_user makes one")
        try:
            school = create_school(
                title=options["title"],
                key=options["key"],
                time_zone=options["time_zone"],
                by=None,
                now=moment,
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        if person is not None:
            add_membership(
                school=school,
                person=person,
                role=ADMINISTRATOR,
                since=school_day(school, moment),
                by=None,
                now=moment,
            )
        self.stdout.write(f"{school.key} ({school.title}), {school.time_zone}: {school.uuid}")
