"""Reading JSON from disk; nothing about a file is trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.functional import Promise

from framework.received_files import FileReader


def read_json(file: Path, *, limit: int, remedy: str | Promise) -> Any:
    """Return the decoded JSON of ``file``, which has at most ``limit`` bytes.

    ``remedy`` says what to do about a larger one. Raises
    :class:`~framework.frp.errors.FrameworkFileError` for a file that is not plain, too large,
    not UTF-8 or not JSON (a repeated key, ``NaN`` and a number without an end are not either).
    """
    reader = FileReader(limit, too_large=remedy)
    return reader.parse_json(reader.read_text(file), file.name)
