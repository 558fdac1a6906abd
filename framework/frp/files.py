"""Reading programme files from disk; nothing about a file is trusted."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.data import Programme
from framework.frp.errors import FrameworkFileError
from framework.frp.parsing import parse_programme

SIZE_LIMIT = 5 * 1024 * 1024
FILES_LIMIT = 1_000


def read_programmes(path: Path) -> list[Programme]:
    """Return the programmes of a file, or of all ``*.json`` files of a folder, in file order.

    Raises :class:`FrameworkFileError` for the first thing that is wrong.
    """
    found: dict[tuple[str, str, str], str] = {}
    programmes = []
    for file in _files(path):
        programme = parse_programme(_decode(_read(file), file.name), file.name)
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


def _read(file: Path) -> bytes:
    try:
        # A link may lead anywhere and a pipe may never end: only plain files are opened.
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise FrameworkFileError(
                file.name, "", _("it is not a plain file."), _("Put the file itself here.")
            )
        data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise FrameworkFileError(
            file.name,
            "",
            format_lazy(
                _("the file is larger than {limit} MB."), limit=SIZE_LIMIT // (1024 * 1024)
            ),
            _("Check that it is a programme; split it by grades if it is."),
        )
    return data


def _unreadable(file: Path, error: Exception) -> FrameworkFileError:
    if file.is_symlink():
        return FrameworkFileError(
            file.name, "", _("it is a symbolic link."), _("Put the file itself here.")
        )
    reason = getattr(error, "strerror", None) or str(error)
    return FrameworkFileError(
        str(file),
        "",
        format_lazy(_("the file cannot be read ({reason})."), reason=reason),
        _("Check the path and the rights to read it."),
    )


def _decode(data: bytes, file: str) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FrameworkFileError(
            file,
            format_lazy(_("byte {number}"), number=error.start + 1),
            _("the text is not UTF-8."),
            _("Save the file in the UTF-8 encoding."),
        ) from error
    return _parse(text, file)


def _parse(text: str, file: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = format_lazy(
            _("line {line}, column {column}"), line=error.lineno, column=error.colno
        )
        raise _broken(file, place, error.msg) from error
    except (ValueError, RecursionError) as error:
        # Repeated keys, NaN, a number of thousands of digits, brackets nested without end.
        raise _broken(file, "$", str(error)) from error


def _broken(file: str, place: str | Promise, reason: str) -> FrameworkFileError:
    return FrameworkFileError(
        file,
        place,
        format_lazy(_("it is not correct JSON ({reason})."), reason=reason),
        _("Correct the place in a text editor, or fetch the file anew."),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key is repeated in one object")
    return members


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
