"""``manage.py remind_authors``: the last days of calls."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.api import now
from moderation.commissions.actions.reminding import remind_of_deadlines


class Command(BaseCommand):
    """Remind each author once that the deadline of a call is near."""

    help = "Remind authors of calls whose deadline is at most three days away; once each."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, batch after batch, and report."""
        told = 0
        while some := remind_of_deadlines(now=now()):
            told += some
        self.stdout.write(f"{told} authors reminded")
