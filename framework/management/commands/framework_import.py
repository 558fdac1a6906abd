"""``manage.py framework_import``: load a framework from files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.api import now
from framework.api import import_frp, import_starter
from framework.data import ImportReport
from framework.errors import EditionClosed, FrameworkFileError, StarterWouldRemove
from framework.reports import report_lines


class Command(BaseCommand):
    """Load the federal work programmes, or the starter framework of the repository."""

    help = "Load a thematic framework from programme files (idempotent, all or nothing)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, help="a folder or one programme file")
        parser.add_argument("--format", choices=["frp"], default="frp", help="the file format")
        parser.add_argument("--edition", default="2025", help="the edition, by default 2025")
        parser.add_argument(
            "--starter", action="store_true", help="the starter framework of the repository"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["path"]
        if (path is None) == (not options["starter"]):
            raise CommandError(_("Name a folder or a file, or say --starter."))
        for line in report_lines(self._run(path, options["edition"])):
            self.stdout.write(line)

    def _run(self, path: Path | None, edition: str) -> ImportReport:
        try:
            if path is None:
                return import_starter(by=None, now=now())
            return import_frp(path=path, by=None, now=now(), edition=edition)
        except FrameworkFileError as error:
            raise CommandError(" ".join([str(error), _("Nothing was imported.")])) from error
        except EditionClosed as error:
            raise CommandError(
                _("The edition “%(label)s” is superseded and no longer changes.")
                % {"label": error.label}
            ) from error
        except StarterWouldRemove as error:
            raise CommandError(
                _("A fuller framework (%(count)d programmes) is here already; nothing was changed.")
                % {"count": error.programmes}
            ) from error
