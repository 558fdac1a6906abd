"""``manage.py items_export``: write items of the bank, or the template, into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.api import get_user_by_login
from assessment.api import list_items
from assessment.data import ItemFilter
from assessment.exporting import write_items
from assessment.formats.registry import FORMATS
from assessment.formats.sheet.writing import write_template
from assessment.management.reporting import problem_lines
from assessment.models import BankItem
from core.api import replaced_file

MOST_ITEMS = 5_000
WRITTEN = sorted(name for name, entry in FORMATS.items() if entry.write is not None)


class Command(BaseCommand):
    """Write what a person sees in the bank in a format, and tell what it cannot hold."""

    help = "Write items of the bank into a file; --template writes the empty spreadsheet."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, its format, and which items."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", choices=WRITTEN, default="qti", help="by default QTI 3.0")
        parser.add_argument("--owner", default="", metavar="LOGIN", help="whose items")
        parser.add_argument("--query", default="", help="only items that have these words")
        parser.add_argument(
            "--template", action="store_true", help="the spreadsheet with examples (csv, xlsx)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and tell what it could not hold."""
        path: Path = options["file"]
        if options["template"]:
            as_workbook = options["format"] != "csv"
            language = "en" if (get_language() or "").startswith("en") else "ru"
            self._save(path, write_template(language=language, as_workbook=as_workbook))
            return
        rows = _rows(options["owner"], options["query"])
        written = write_items(rows, options["format"])
        for line in problem_lines(written.problems):
            self.stdout.write(line)
        self._save(path, written.content)
        count = len(rows)
        asked = ngettext("%(count)d item was asked for", "%(count)d items were asked for", count)
        self.stdout.write(asked % {"count": count})

    def _save(self, path: Path, content: bytes) -> None:
        try:
            with replaced_file(path) as stream:
                stream.write(content)
        except OSError as error:
            raise CommandError(str(error)) from error


def _rows(login: str, query: str) -> list[BankItem]:
    owner = get_user_by_login(login)
    if owner is None:
        raise CommandError(_("Nobody has the login “%(login)s”.") % {"login": login})
    return list(list_items(owner, ItemFilter(text=query, whose="own"))[:MOST_ITEMS])
