"""``manage.py framework_import``: load a framework from files."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.api import now
from framework.api import (
    CaseWishes,
    TableWishes,
    import_case,
    import_frp,
    import_starter,
    import_table,
    rehearsal,
)
from framework.case.reports import case_lines
from framework.errors import (
    EditionBeingWritten,
    EditionClosed,
    FrameworkFileError,
    StarterWouldRemove,
)
from framework.models import Framework
from framework.reports import report_lines

FEDERAL_EDITION = "2025"
FORMATS = ("frp", "case", "csv", "xlsx")


class Command(BaseCommand):
    """Load a framework: federal work programmes, a CASE package, a table, or the starter."""

    help = "Load a thematic framework from files (idempotent, all or nothing)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, help="a file; for frp also a folder")
        parser.add_argument("--format", choices=FORMATS, default="frp", help="the file format")
        parser.add_argument("--edition", default="", help="the edition; for frp by default 2025")
        parser.add_argument("--key", default="", help="the framework (case, csv, xlsx)")
        parser.add_argument("--title", default="", help="its title (case, csv, xlsx)")
        parser.add_argument(
            "--kind", choices=Framework.Kind.values, default="", help="what it is for (as --key)"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would happen and change nothing"
        )
        parser.add_argument(
            "--starter", action="store_true", help="the starter framework of the repository"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["path"]
        if (path is None) == (not options["starter"]):
            raise CommandError(_("Name a folder or a file, or say --starter."))
        if options["format"] in ("csv", "xlsx") and not options["key"]:
            raise CommandError(_("Name the framework of the table with --key."))
        if options["format"] == "frp" and any(options[n] for n in ("key", "title", "kind")):
            raise CommandError(_("Programmes say themselves what --key, --title and --kind say."))
        with rehearsal(dry_run=options["dry_run"]):
            lines = self._run(path, options)
        for line in lines:
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write(_("This was a rehearsal: nothing has been changed."))

    def _run(self, path: Path | None, options: dict[str, Any]) -> list[str]:
        try:
            return list(_imported(path, options))
        except FrameworkFileError as error:
            raise CommandError(" ".join([str(error), _("Nothing was imported.")])) from error
        except EditionClosed as error:
            raise CommandError(
                _("The edition “%(label)s” is superseded and no longer changes.")
                % {"label": error.label}
            ) from error
        except EditionBeingWritten as error:
            raise CommandError(
                _("The edition “%(label)s” is a draft that a methodologist has open.")
                % {"label": error.label}
            ) from error
        except StarterWouldRemove as error:
            raise CommandError(
                _("A fuller framework (%(count)d programmes) is here already; nothing was changed.")
                % {"count": error.programmes}
            ) from error


def _imported(path: Path | None, options: dict[str, Any]) -> Iterator[str]:
    said = {name: options[name] for name in ("key", "title", "edition", "kind")}
    if path is None:
        yield from report_lines(import_starter(by=None, now=now()))
    elif options["format"] == "case":
        report = import_case(path=path, wishes=CaseWishes(**said), by=None, now=now())
        yield from case_lines(report)
    elif options["format"] == "frp":
        edition = options["edition"] or FEDERAL_EDITION
        yield from report_lines(import_frp(path=path, by=None, now=now(), edition=edition))
    else:
        wishes = TableWishes(**said)
        yield from report_lines(
            import_table(path=path, form=options["format"], wishes=wishes, by=None, now=now())
        )
