"""``manage.py reset_second_factor``: lets the last administrator in again who lost the phone."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.factors import reset_factors
from accounts.queries import get_user_by_login
from core.api import now


class Command(BaseCommand):
    """Take all second factors and recovery codes of a person away and end their sessions."""

    help = "Take the second factors of LOGIN away; the next sign-in asks to set up a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the login."""
        parser.add_argument("login")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset and say how many were there."""
        user = get_user_by_login(options["login"])
        if user is None:
            raise CommandError(f"nobody has the login {options['login']}")
        removed = reset_factors(user=user, by=None, now=now())
        self.stdout.write(f"{removed} taken away from {user.username}")
