"""``manage.py framework_export``: write an edition of a framework into a file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.api import replaced_file
from framework.api import export_case, export_frp, export_table
from framework.errors import CellTooLong, NoSuchEdition, NotProgrammes

FORMATS = ("case", "csv", "xlsx", "frp")


class Command(BaseCommand):
    """Write an edition as a CASE package, a table, or a folder of programme files."""

    help = "Write a thematic framework into a file (for frp: into a folder of files)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="the key of the framework, for instance frp")
        parser.add_argument("--format", choices=FORMATS, required=True, help="the file format")
        parser.add_argument("--out", type=Path, required=True, help="the file (frp: the folder)")
        parser.add_argument("--edition", default="", help="by default the published one")
        parser.add_argument("--case-version", choices=["1.0", "1.1"], default="1.1")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = _files(options)
        except NoSuchEdition as error:
            raise CommandError(
                _("There is no framework “%(key)s” with such an edition.") % {"key": error.key}
            ) from error
        except NotProgrammes as error:
            raise CommandError(
                _(
                    "The framework is not made of work programmes (“%(node)s”); "
                    "choose another format."
                )
                % {"node": error.node}
            ) from error
        except CellTooLong as error:
            raise CommandError(
                _("The text of row %(row)d does not fit into a cell; choose CSV.")
                % {"row": error.row}
            ) from error
        self._write(files)

    def _write(self, files: dict[Path, bytes]) -> None:
        for path, data in files.items():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                with replaced_file(path) as stream:
                    stream.write(data)
            except OSError as error:
                raise CommandError(
                    _("%(path)s cannot be written (%(reason)s).")
                    % {"path": path, "reason": error.strerror or error}
                ) from error
            self.stdout.write(_("%(path)s: %(size)d bytes") % {"path": path, "size": len(data)})


def _files(options: dict[str, Any]) -> dict[Path, bytes]:
    said = {"key": options["key"], "edition": options["edition"]}
    out: Path = options["out"]
    if options["format"] == "case":
        return {out: _json(export_case(version=options["case_version"], **said))}
    if options["format"] == "frp":
        return {out / name: _json(data) for name, data in export_frp(**said).items()}
    return {out: export_table(form=options["format"], **said)}


def _json(data: dict[str, Any]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
