"""``manage.py search_sweep``: saved searches meet what was published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.api import now, repeat
from search.api import sweep_searches


class Command(BaseCommand):
    """Match new publications with saved searches, tell people, remove old rows of the log."""

    help = "Match new publications with saved searches, tell people, remove old rows of the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--every``."""
        parser.add_argument(
            "--every", type=int, default=0, help="seconds; repeat until told to stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once, or again and again until SIGTERM or SIGINT."""
        every = options["every"]

        def sweep() -> None:
            done = sweep_searches(now=now())
            if done.publications or done.told or done.removed or not every:
                self.stdout.write(
                    f"saved searches: {done.publications} publications matched, "
                    f"{done.told} searches told, {done.removed} old rows removed"
                )

        repeat(sweep, every=every, warn=self.stderr.write)
