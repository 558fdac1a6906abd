"""Reading programme files, one or a folder of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.data import Programme
from framework.frp.errors import FrameworkFileError
from framework.frp.parsing import parse_programme
from framework.frp.reading import read_json

SIZE_LIMIT = 5 * 1024 * 1024
FILES_LIMIT = 1_000


def read_programmes(path: Path) -> list[Programme]:
    """Return the programmes of a file, or of all ``*.json`` files of a folder, in file order.

    Raises :class:`FrameworkFileError` for the first thing that is wrong.
    """
    found: dict[tuple[str, str, str], str] = {}
    programmes = []
    for file in _files(path):
        programme = parse_programme(_read(file), file.name)
        twin = found.setdefault(programme.identity, file.name)
        if twin != file.name:
            raise FrameworkFileError(
                file.name,
                "$",
                format_lazy(_("it is the same programme as in {twin}."), twin=twin),
                _("Keep one of the files, or correct subject, level or variant."),
            )
        programmes.append(programme)
    return programmes


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.json"))
    if not 0 < len(files) <= FILES_LIMIT:
        raise FrameworkFileError(
            str(path),
            "",
            format_lazy(_("the folder holds {count} programme files."), count=len(files)),
            format_lazy(
                _("Name a folder with 1 to {limit} files that end in .json."), limit=FILES_LIMIT
            ),
        )
    return files


def _read(file: Path) -> Any:
    return read_json(
        file,
        limit=SIZE_LIMIT,
        remedy=_("Check that it is a programme; split it by grades if it is."),
    )
