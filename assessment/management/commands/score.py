"""``manage.py score``: what answers bring, by any format's own file, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from assessment.formats.cases import score_cases
from assessment.formats.exchange import FormatRefused
from assessment.formats.qti.cases import score_cases as score_qti_cases
from assessment.formats.registry import FORMATS, MAX_BYTES, read_items
from assessment.management.reporting import refusal_line


class Command(BaseCommand):
    """Score cases of answers; needs no database and changes nothing."""

    help = "Score cases of answers against a file and print a JSON list, one object a case."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The format, the file, the cases."""
        parser.add_argument("format", choices=sorted(FORMATS), metavar="FORMAT")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--responses", type=Path, required=True, metavar="CASES.json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the outcomes of each case."""
        name: str = options["format"]
        try:
            content = _content(options["file"])
            cases = json.loads(_content(options["responses"]))
            if name.startswith("qti"):
                found = score_qti_cases(content, cases)
            else:
                found = score_cases(read_items(content, name), cases)
        except FormatRefused as refusal:
            raise CommandError(refusal_line(refusal)) from refusal
        except OSError as error:
            raise CommandError(str(error)) from error
        except (ValueError, RecursionError) as error:
            raise CommandError(_("The file with the answers is not JSON.")) from error
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))


def _content(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES >> 20)})
    return path.read_bytes()
