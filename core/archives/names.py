"""Which names a file in an archive may have, on whatever computer it is unpacked."""

from __future__ import annotations

import re
import unicodedata

from core.archives.limits import DEFAULT_LIMITS, ArchiveLimits
from core.archives.refusal import ArchiveRefused

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_WINDOWS = re.compile(r'[<>:"|?*]')


def check_name(name: str, limits: ArchiveLimits = DEFAULT_LIMITS) -> tuple[str, ...]:
    """Return the parts of the path ``name`` (of a folder it ends with ``/``), or refuse it."""
    path = name.removesuffix("/")
    if not path or path.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name):
        raise ArchiveRefused("unsafe-path", printable(name))
    parts = tuple(path.split("/"))
    if not {"", ".", ".."}.isdisjoint(parts):
        raise ArchiveRefused("unsafe-path", printable(name))
    for part in parts:
        _check_part(part, name, limits)
    if len(path.encode()) > limits.path_bytes:
        raise ArchiveRefused("name-too-long", printable(name))
    if len(parts) > limits.depth:
        raise ArchiveRefused("too-deep", printable(name))
    return parts


def _check_part(part: str, name: str, limits: ArchiveLimits) -> None:
    if _is_unsafe(part):
        raise ArchiveRefused("unsafe-name", printable(name))
    if len(part.encode()) > limits.name_bytes:
        raise ArchiveRefused("name-too-long", printable(name))


def _is_unsafe(part: str) -> bool:
    """Say whether Windows, or a terminal, would make something else of it."""
    if _CONTROL.search(part) or _WINDOWS.search(part) or not _is_text(part):
        return True
    return part[-1] in ". " or _DEVICES.fullmatch(part) is not None


def _is_text(part: str) -> bool:
    try:
        part.encode()
    except UnicodeEncodeError:
        return False
    return True


def printable(name: str) -> str:
    """Return ``name`` short and without characters that a log or a page could trip over."""
    shown = _CONTROL.sub("�", name.encode("utf-8", "replace").decode())
    return shown if len(shown) <= 200 else f"{shown[:199]}…"


def folded_name(name: str) -> str:
    """Return what ``name`` becomes where case and Unicode forms do not count."""
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", decomposed.casefold()))


class Names:
    """The names of one archive as they come in: no file twice, none that meet elsewhere.

    A folder may come as often as it is used, a file once; and two folders may not differ only
    in case, because on another computer they would be one.
    """

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._exact_folders: set[str] = set()

    def add(self, name: str, parts: tuple[str, ...]) -> None:
        """Take one more checked name, or refuse it."""
        is_file = not name.endswith("/")
        for length in range(1, len(parts) + (not is_file)):
            self._add_folder("/".join(parts[:length]), name)
        if is_file:
            self._add_file("/".join(parts), name)

    def _add_file(self, path: str, name: str) -> None:
        folded = folded_name(path)
        if self._files.get(folded) == path:
            raise ArchiveRefused("duplicate", printable(name))
        if folded in self._files or folded in self._folders:
            raise ArchiveRefused("collision", printable(name))
        self._files[folded] = path

    def _add_folder(self, path: str, name: str) -> None:
        if path in self._exact_folders:
            return
        folded = folded_name(path)
        if folded in self._files or self._folders.setdefault(folded, path) != path:
            raise ArchiveRefused("collision", printable(name))
        self._exact_folders.add(path)
