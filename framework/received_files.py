"""Files that somebody hands over: read as bytes, text or JSON; nothing about them is trusted.

The errors are of the type that the format names, so that one command can tell them all.
"""

from __future__ import annotations

import json
import math
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.errors import FrameworkFileError

_MEGABYTE = 1024 * 1024
_TOO_LARGE = _("Check that it is the right file; split the framework if it is.")


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files of one format: at most ``limit`` bytes, refusals of the type ``error``.

    ``too_large`` says what to do about a larger file.
    """

    limit: int
    error: type[FrameworkFileError] = FrameworkFileError
    too_large: str | Promise = _TOO_LARGE

    def read_bytes(self, path: Path) -> bytes:
        """Return the content of a plain file; a link may lead anywhere, a pipe may never end."""
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except (OSError, ValueError) as error:
            raise self._unreadable(path, error) from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise self.error(
                path.name, "", _("it is not a plain file."), _("Put the file itself here.")
            )
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(self.limit + 1)
        if len(data) > self.limit:
            raise self.error(
                path.name,
                "",
                format_lazy(
                    _("the file is larger than {limit} MB."), limit=self.limit // _MEGABYTE
                ),
                self.too_large,
            )
        return data

    def read_text(self, path: Path) -> str:
        """Return the content as text; the encoding is UTF-8, with or without its mark."""
        return self.decode(self.read_bytes(path), path.name)

    def decode(self, data: bytes, file: str) -> str:
        """Return the text of the UTF-8 bytes ``data`` of ``file``."""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self.error(
                file,
                format_lazy(_("byte {number}"), number=error.start + 1),
                _("the text is not UTF-8."),
                _("Save the file in the UTF-8 encoding."),
            ) from error

    def parse_json(self, text: str, file: str) -> Any:
        """Return what the JSON ``text`` of ``file`` says; repeated keys and NaN are no JSON."""
        try:
            return json.loads(
                text, object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite
            )
        except json.JSONDecodeError as error:
            place = format_lazy(
                _("line {line}, column {column}"), line=error.lineno, column=error.colno
            )
            raise self._broken(file, place, error.msg) from error
        except (ValueError, RecursionError) as error:
            raise self._broken(file, "$", str(error)) from error

    def _broken(self, file: str, place: str | Promise, reason: str) -> FrameworkFileError:
        return self.error(
            file,
            place,
            format_lazy(_("it is not correct JSON ({reason})."), reason=reason),
            _("Correct the place in a text editor, or fetch the file anew."),
        )

    def _unreadable(self, path: Path, error: Exception) -> FrameworkFileError:
        if path.is_symlink():
            return self.error(
                path.name, "", _("it is a symbolic link."), _("Put the file itself here.")
            )
        reason = getattr(error, "strerror", None) or str(error)
        return self.error(
            str(path),
            "",
            format_lazy(_("the file cannot be read ({reason})."), reason=reason),
            _("Check the path and the rights to read it."),
        )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key is repeated in one object")
    return members


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number
