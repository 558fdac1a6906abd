"""The files of a bag, in a ZIP archive or in a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from core.data import Archive
from exporters.bagit.findings import Findings
from exporters.bagit.paths import PAYLOAD

_BLOCK_BYTES = 256 * 1024


class Tree(Protocol):
    """Files by their path in the bag; ``findings`` tells what is there and is no file."""

    findings: Findings
    has_payload_folder: bool  # even when nothing is in it

    def names(self) -> tuple[str, ...]:
        """Return the paths of all files."""

    def size(self, name: str) -> int:
        """Return the size of a file in bytes."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file."""


class ArchiveTree:
    """A bag in a ZIP archive: in the one folder that holds everything, or without any."""

    def __init__(self, archive: Archive) -> None:
        self.findings = Findings()
        self._archive = archive
        names = [entry.name for entry in archive.entries]
        self.base = _base_of(names)
        self._names = tuple(name.removeprefix(self.base) for name in names)
        payload = self.base + PAYLOAD
        self.has_payload_folder = any(
            name.startswith(payload) for name in (*archive.folders, *names)
        )

    def names(self) -> tuple[str, ...]:
        """Return the paths of all files."""
        return self._names

    def size(self, name: str) -> int:
        """Return the size of a file in bytes."""
        return self._archive.size(self.base + name)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file; raises ``ArchiveRefused`` where it is damaged."""
        return self._archive.blocks(self.base + name)


def _base_of(names: list[str]) -> str:
    tops = {name.split("/", 1)[0] for name in names}
    if "bagit.txt" in names or len(tops) != 1:
        return ""
    base = f"{tops.pop()}/"
    return base if f"{base}bagit.txt" in names else ""


class FolderTree:
    """A bag in a folder. Links are not followed, and are a finding."""

    def __init__(self, folder: Path) -> None:
        self.findings = Findings()
        self._folder = folder
        self._sizes = dict(self._walk())
        payload = folder / PAYLOAD
        self.has_payload_folder = payload.is_dir() and not payload.is_symlink()

    def names(self) -> tuple[str, ...]:
        """Return the paths of all files, sorted."""
        return tuple(sorted(self._sizes))

    def size(self, name: str) -> int:
        """Return the size of a file in bytes."""
        return self._sizes[name]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file; raises ``OSError`` where it cannot be read."""
        handle = os.open(self._folder / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as stream:
            while block := stream.read(_BLOCK_BYTES):
                yield block

    def _walk(self) -> Iterator[tuple[str, int]]:
        for root, folders, files in os.walk(self._folder):
            place = Path(root)
            for name in folders:
                if (place / name).is_symlink():
                    self._add_fault(place / name)
            for name in files:
                facts = (place / name).lstat()
                if stat.S_ISREG(facts.st_mode) and _is_text(name):
                    yield (place / name).relative_to(self._folder).as_posix(), facts.st_size
                else:
                    self._add_fault(place / name)

    def _add_fault(self, path: Path) -> None:
        self.findings.add("not-a-file", path.relative_to(self._folder).as_posix())


def _is_text(name: str) -> bool:
    """Say whether the name is valid UTF-8 (the disk allows any bytes)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
