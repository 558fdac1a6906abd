"""Paths in the lists of a bag: how they are written, and which of them lead out of it."""

from __future__ import annotations

import re

from core.api import check_name
from core.errors import ArchiveRefused

PAYLOAD = "data/"
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DECODED = {code: char for char, code in _ENCODED.items()}


def encode_path(path: str) -> str:
    """Return ``path`` with line ends and percent signs encoded, as RFC 8493 (2.1.3) asks."""
    return re.sub(r"[%\r\n]", lambda found: _ENCODED[found[0]], path)


def decode_path(text: str) -> str:
    """Return the path that ``text`` stands for; other percent signs are left as they are."""
    return re.sub(r"(?i)%(25|0D|0A)", lambda found: _DECODED[found[0].upper()], text)


def fault_of(path: str) -> str | None:
    """Return the code of a finding about a listed path, or ``None``.

    A path out of the bag is an error on every system: a package travels. A name that only some
    systems cannot hold is a warning. A leading tilde is a home folder to a shell.
    """
    if path.startswith("~"):
        return "unsafe-path"
    try:
        check_name(path)
    except ArchiveRefused as refusal:
        return "unsafe-path" if refusal.code == "unsafe-path" else "awkward-name"
    return "unsafe-path" if path.endswith("/") else None
