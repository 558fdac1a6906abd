"""``manage.py queue_recount``: compare the kept numbers of queues with the submissions."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from moderation.actions.counting import recount_queues


class Command(BaseCommand):
    """Count anew what every move of a review keeps counted; ``--check`` writes nothing."""

    help = "Compare the numbers of works in queues with the submissions and mend what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check``: only compare."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit code 1 when they differ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, mend unless told otherwise, report."""
        wrong = recount_queues(repair=not options["check"])
        for queue, (kept, true) in wrong.items():
            self.stdout.write(f"{kept} instead of {true}: {' '.join(map(str, queue))}")
        self.stdout.write(f"{len(wrong)} numbers differed")
        if wrong and options["check"]:
            sys.exit(1)
