"""Reading an archive from a stranger: everything is checked before anything is unpacked."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from core.archives.directory import find_directory, read_directory
from core.archives.layout import Span, locate_entries, raw_name
from core.archives.limits import DEFAULT_LIMITS, ArchiveLimits
from core.archives.names import Names, check_name, printable
from core.archives.refusal import ArchiveRefused
from core.archives.unpacking import unpack

_ENCRYPTION_FLAGS = 0x01 | 0x40 | 0x2000
_PATCH_FLAG = 0x20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOS_FOLDER, _DOS_LINK = 0x10, 0x400
_EMPTY_DEFLATED = 2  # bytes that nothing packs to


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One file of an archive; sizes in bytes, as listed (reading refuses any other)."""

    name: str
    size: int
    packed_size: int


class Archive:
    """A checked archive. What it holds is still only a list of bytes: it never looks inside.

    Made by ``open_archive``. Reading is in blocks, so memory does not grow with the files.
    """

    def __init__(self, stream: BinaryIO, limits: ArchiveLimits) -> None:
        self._stream = stream
        infos = dict(_checked(read_directory(stream, limits), limits))
        start = find_directory(stream).start
        self._spans = locate_entries(stream, infos.items(), start)
        self._infos = {name: info for name, info in infos.items() if not name.endswith("/")}
        self.folders = tuple(name for name in infos if name.endswith("/"))
        self.entries = tuple(
            ArchiveEntry(name, info.file_size, info.compress_size)
            for name, info in self._infos.items()
        )

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def size(self, name: str) -> int:
        """Return the size of a file in bytes."""
        return self._info(name).file_size

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file; it counts only when the iteration ends without refusal."""
        return unpack(self._stream, self._span(name), self._info(name), name)

    def read(self, name: str, limit: int) -> bytes:
        """Return the content of a file of at most ``limit`` bytes."""
        if self.size(name) > limit:
            raise ArchiveRefused("entry-too-large", name)
        return b"".join(self.blocks(name))

    def copy_to(self, name: str, target: BinaryIO) -> int:
        """Write the content of a file to ``target``; return how many bytes."""
        for block in self.blocks(name):
            target.write(block)
        return self.size(name)

    def verify(self) -> None:
        """Unpack every file to nowhere, or refuse the archive."""
        for name in self._infos:
            for _block in self.blocks(name):
                pass

    def extract_all(self, folder: Path) -> None:
        """Unpack into ``folder``, which must not exist: all of it, or there is no folder."""
        if folder.exists():
            raise FileExistsError(folder)
        work = folder.with_name(f".{folder.name[:40]}-{token_hex(6)}")
        work.mkdir()
        try:
            self._fill(work)
            work.rename(folder)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise

    def _fill(self, work: Path) -> None:
        for name in self.folders:
            work.joinpath(name).mkdir(parents=True, exist_ok=True)
        for name in self._infos:
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as target:
                self.copy_to(name, target)

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._infos:
            raise ArchiveRefused("missing", printable(name))
        return self._infos[name]

    def _span(self, name: str) -> Span:
        self._info(name)
        return self._spans[name]


@contextmanager
def open_archive(
    source: Path | BinaryIO, limits: ArchiveLimits = DEFAULT_LIMITS
) -> Iterator[Archive]:
    """Open a ZIP file (or a seekable binary stream, left open), or raise ``ArchiveRefused``."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield Archive(stream, limits)
    else:
        yield Archive(source, limits)


def _checked(
    infos: list[zipfile.ZipInfo], limits: ArchiveLimits
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield each entry with its name, after all checks that need only the list."""
    names = Names()
    total = packed = 0
    for info in infos:
        name = _decoded(info)
        names.add(name, check_name(name, limits))
        _check_kind(name, info)
        _check_amount(name, info, limits)
        total, packed = total + info.file_size, packed + info.compress_size
        if total > limits.total_bytes:
            raise ArchiveRefused("too-large")
        yield name, info
    if total > limits.ratio_floor and total > packed * limits.ratio:
        raise ArchiveRefused("ratio")


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return the name; many programs write UTF-8 without saying so, other bytes are refused."""
    try:
        name = raw_name(info).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArchiveRefused("name-encoding", printable(info.orig_filename)) from error
    if info.filename != info.orig_filename:
        raise ArchiveRefused("unsafe-name", printable(info.orig_filename))
    return name


def _check_kind(name: str, info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK or info.external_attr & _DOS_LINK:
        raise ArchiveRefused("link", name)
    is_folder = name.endswith("/")
    if kind not in {0, stat.S_IFDIR if is_folder else stat.S_IFREG}:
        raise ArchiveRefused("special-file", name)
    if not is_folder and info.external_attr & _DOS_FOLDER:
        raise ArchiveRefused("special-file", name)
    if info.flag_bits & _ENCRYPTION_FLAGS:
        raise ArchiveRefused("encrypted", name)
    if info.compress_type not in _METHODS or info.flag_bits & _PATCH_FLAG:
        raise ArchiveRefused("compression", name)


def _check_amount(name: str, info: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    if info.file_size > limits.entry_bytes:
        raise ArchiveRefused("entry-too-large", name)
    if info.file_size > limits.ratio_floor and info.file_size > info.compress_size * limits.ratio:
        raise ArchiveRefused("ratio", name)
    is_stored = info.compress_type == zipfile.ZIP_STORED
    if is_stored and info.file_size != info.compress_size:
        raise ArchiveRefused("sizes", name)
    if name.endswith("/") and (info.file_size or info.compress_size > _EMPTY_DEFLATED):
        raise ArchiveRefused("special-file", name)
