"""``manage.py import_package``: take a package of another library in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.api import now
from exporters.actions.importing import import_package, preview_package
from exporters.data import REFUSED, ImportReport
from exporters.refusal import ImportFailed, PackageRefused


class Command(BaseCommand):
    """Take in what is new in a package, all or nothing; ``--dry-run`` only says what it would do.

    Exit code 1, and nothing changed, when the package is refused.
    """

    help = "Take in the materials of a package, read-only, with their origin."

    def add_arguments(self, parser: CommandParser) -> None:
        """The package, and whether to change anything."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check and compare only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, take in unless told otherwise, report."""
        path: Path = options["file"]
        try:
            if options["dry_run"]:
                report = preview_package(path=path, now=now())
            else:
                report = import_package(path=path, by=None, now=now())
        except (PackageRefused, ImportFailed, OSError) as error:
            raise CommandError(f"refused, nothing changed: {error}") from error
        self._write(report, verbosity=options["verbosity"])
        if options["dry_run"]:
            self.stdout.write("nothing was changed (--dry-run)")

    def _write(self, report: ImportReport, *, verbosity: int) -> None:
        for line in report.lines:
            if line.verdict == REFUSED or verbosity > 1:
                words = line.reason or ", ".join(f"v{number}" for number in line.numbers)
                self.stdout.write(f"{line.verdict}: {line.uuid} {line.title} {words}".rstrip())
        for title in report.nodes:
            self.stdout.write(f"topic unknown here: {title}")
        counts = ", ".join(f"{number} {verdict}" for verdict, number in report.counts.items())
        self.stdout.write(f"{counts}, from {report.exporter_title} ({report.exporter_address})")
