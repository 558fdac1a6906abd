"""``manage.py tell_teachers``: what has become of the materials of coming lessons."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.api import now, repeat
from journal.api import tell_teachers


class Command(BaseCommand):
    """Tell teachers whose coming lessons use what was withdrawn, blocked or restored."""

    help = "Tell teachers whose coming lessons use what was withdrawn, blocked or restored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--every``."""
        parser.add_argument(
            "--every", type=int, default=0, help="seconds; repeat until told to stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell once, or again and again until SIGTERM or SIGINT."""
        repeat(self._tell, every=options["every"], warn=self.stderr.write)

    def _tell(self) -> None:
        events = tell_teachers(now=now())
        if events:
            self.stdout.write(f"{events} withdrawals and returns told")
