"""``manage.py library_recount``: compare the kept counts with the library and mend them."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning_objects.actions.counting import LibraryTooBusy, recount_library


class Command(BaseCommand):
    """Count anew what publications keep counted; ``--check`` writes nothing."""

    help = "Compare the counts of materials with the library and mend what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check``: only compare."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit code 1 when they differ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, mend unless told otherwise, report."""
        try:
            wrong = recount_library(repair=not options["check"])
        except LibraryTooBusy as error:
            raise CommandError("materials are being published, try again later") from error
        for nodes, (kept, true) in wrong.items():
            self.stdout.write(f"{kept} instead of {true} at {nodes or 'no topic'}")
        self.stdout.write(f"{len(wrong)} counts differed")
        if wrong and options["check"]:
            sys.exit(1)
