"""``manage.py grant_role``: a role from the command line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.api import get_user_by_login, grant_role
from accounts.data import ROLE_LABELS, SUBJECT_SCOPE, Scope
from accounts.errors import WrongScope
from core.api import now


class Command(BaseCommand):
    """Give a role to a person."""

    help = "Give a role to a person, everywhere or in one subject."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login")
        parser.add_argument("role", choices=sorted(ROLE_LABELS))
        parser.add_argument("--subject", type=UUID, help="uuid of the subject's framework node")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_by_login(options["login"])
        if user is None:
            raise CommandError(f"nobody has the login {options['login']!r}")
        subject = options["subject"]
        scope = Scope(SUBJECT_SCOPE, subject) if subject else Scope()
        try:
            grant_role(user=user, role=options["role"], scope=scope, by=None, now=now())
        except WrongScope as error:
            raise CommandError(f"{options['role']} always holds everywhere") from error
        self.stdout.write(f"{user.username}: {options['role']}")
