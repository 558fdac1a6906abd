"""``manage.py export_package``: pack materials for another library."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.api import now
from exporters.actions.exporting import export_package
from exporters.choosing import find_uuids
from exporters.refusal import ExportRefused


class Command(BaseCommand):
    """Write a package of all published materials, of what a search finds, or of some."""

    help = "Pack published materials, with all versions and files, into a package."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of ``--all``, ``--query`` and ``--uuid``, and where to write."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--all", action="store_true", help="everything that was published")
        what.add_argument("--query", metavar="Q", help="everything that this search finds")
        what.add_argument("--uuid", nargs="+", type=UUID, metavar="U", help="these materials")
        parser.add_argument("out", type=Path, metavar="OUT.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Pack and report."""
        try:
            only = options["uuid"]
            if options["query"] is not None:
                only = find_uuids(options["query"])
            report = export_package(path=options["out"], now=now(), only=only)
        except (ExportRefused, OSError) as error:
            raise CommandError(str(error)) from error
        for uuid, reason in report.left_out.items():
            self.stderr.write(f"left out: {uuid}: {reason}")
        self.stdout.write(
            f"{report.objects} objects, {report.versions} versions, {report.blobs} files, "
            f"{report.nodes} framework nodes, {report.size} bytes: {options['out']}"
        )
