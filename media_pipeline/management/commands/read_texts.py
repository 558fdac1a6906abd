"""``manage.py read_texts``: read the words of files that nobody has read yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.api import now
from media_pipeline.api import count_texts, read_again, read_waiting


class Command(BaseCommand):
    """Reads what waits; may be repeated at any time, and run by several at once."""

    help = "Read the words of uploaded files for the search, and tell how many can be found."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--again`` and ``--everything``."""
        parser.add_argument(
            "--again",
            action="store_true",
            help="also what could not be read, or was read by an older version",
        )
        parser.add_argument("--everything", action="store_true", help="read all files anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work in portions until nothing is left."""
        if options["again"] or options["everything"]:
            asked = read_again(everything=options["everything"])
            self.stdout.write(f"{asked} files to be read anew")
        total = 0
        while done := read_waiting(now=now()):
            total += done
            self.stdout.write(f"{total} files read")
        for line in count_texts():
            self.stdout.write(f"{line.state} {line.reason or '-'}: {line.files}")
