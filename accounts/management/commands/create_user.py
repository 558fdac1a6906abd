"""``manage.py create_user``: a person from the command line."""

from __future__ import annotations

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.api import create_user, make_password_text
from core.api import now


class Command(BaseCommand):
    """Create a person and print their one-time password."""

    help = "Create a person; prints a one-time password unless MESH_PASSWORD holds one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login")
        parser.add_argument("--email", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--patronymic", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        # Never an argument: the list of processes shows arguments to everybody on the machine.
        given = os.environ.get("MESH_PASSWORD", "")
        password = given or make_password_text()
        try:
            user = create_user(
                login=options["login"],
                email=options["email"],
                last_name=options["last_name"],
                first_name=options["first_name"],
                patronymic=options["patronymic"],
                password=password,
                one_time=not given,
                by=None,
                now=now(),
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{user.username} ({user.full_name})")
        if not given:
            self.stdout.write(f"one-time password: {password}")
