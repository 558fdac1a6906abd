"""``manage.py readers_recount``: compare the numbers of ratings and thanks, and mend them."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learning_objects.actions.reader_counts import recount_readers


class Command(BaseCommand):
    """Count ratings and thanks anew; ``--check`` writes nothing."""

    help = "Compare the kept numbers of ratings and thanks with the rows and mend what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check``: only compare."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit code 1 when they differ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, mend unless told otherwise, report."""
        wrong = recount_readers(repair=not options["check"])
        for pk, (kept, true) in wrong.items():
            self.stdout.write(f"{kept} instead of {true} at object {pk}")
        self.stdout.write(f"{len(wrong)} counts differed")
        if wrong and options["check"]:
            sys.exit(1)
