"""Reading JSON from disk; nothing about a file is trusted."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.errors import FrameworkFileError


def read_json(file: Path, *, limit: int, remedy: str | Promise) -> Any:
    """Return the decoded JSON of ``file``, which has at most ``limit`` bytes.

    ``remedy`` says what to do about a larger one. Raises
    :class:`~framework.frp.errors.FrameworkFileError` for a file that is not plain, too large,
    not UTF-8 or not JSON (a repeated key and ``NaN`` are not JSON either).
    """
    return _decode(_read(file, limit, remedy), file.name)


def _read(file: Path, limit: int, remedy: str | Promise) -> bytes:
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
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise FrameworkFileError(
            file.name,
            "",
            format_lazy(_("the file is larger than {limit} MB."), limit=limit // (1024 * 1024)),
            remedy,
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
