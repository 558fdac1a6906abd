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
from assessment.formats.registry import FORMATS, MAX_BYTES, known_name, read_items
from assessment.management.reporting import refusal_line, unreadable_line
from assessment.wording.words import words_for


class Command(BaseCommand):
    """Score cases of answers; needs no database and changes nothing."""

    help = "Score cases of answers against a file and print a JSON list, one object a case."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The format, the file, the cases."""
        parser.add_argument("format", metavar="FORMAT", help=", ".join(sorted(FORMATS)))
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--responses", type=Path, required=True, metavar="CASES.json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the outcomes of each case."""
        name = known_name(options["format"])
        if not name:
            unknown = _("There is no format “%(name)s”. The formats: %(names)s.")
            told = {"name": options["format"], "names": ", ".join(sorted(FORMATS))}
            raise CommandError(unknown % told)
        try:
            content = _content(options["file"])
            cases = _cases(options["responses"])
            if name.startswith("qti"):
                found = score_qti_cases(content, cases)
            else:
                found = score_cases(read_items(content, name), cases)
        except FormatRefused as refusal:
            named = options["responses" if refusal.code.startswith("cases.") else "file"]
            raise CommandError(_refused(named, refusal)) from refusal
        except OSError as error:
            raise CommandError(unreadable_line(error)) from error
        # Half a surrogate pair is good JSON, and no text that a terminal takes.
        text = json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8", "replace")
        self.stdout.write(text.decode())


def _refused(path: Path, refusal: FormatRefused) -> str:
    """Return why a file is refused; a place that is a line stands behind the name of the file."""
    if refusal.place.isdecimal():
        return f"{path}:{refusal.place}: {words_for(refusal.code, refusal.params)}"
    return f"{path}: {refusal_line(refusal)}"


def _cases(path: Path) -> Any:
    """Return the JSON of the file with the answers; what is none is told with its place."""
    content = _content(path)
    place = ""
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        place = f":{error.lineno}:{error.colno}"
    except (ValueError, RecursionError):
        pass
    said = _("The file with the answers is not JSON.")
    raise CommandError(f"{path}{place}: {said}")


def _content(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES >> 20)})
    return path.read_bytes()
