"""Writing an archive: the same content gives the same bytes, and half an archive never appears."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Protocol

from core.archives.limits import DEFAULT_LIMITS, ArchiveLimits
from core.archives.names import Names, check_name


class Source(Protocol):
    """A stream that a file's content comes from; one that can go back is never kept in memory."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""

    def seekable(self) -> bool:
        """Say whether ``seek`` works."""

    def tell(self) -> int:
        """Return the position."""

    def seek(self, offset: int, /) -> int:
        """Go to a position that ``tell`` gave."""


Content = bytes | Path | Source

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
_FILE_MODE = (stat.S_IFREG | 0o644) << 16
_UNIX = 3
_BLOCK_BYTES = 256 * 1024
_TOO_SMALL_TO_PACK = 64
_PACKED_STARTS = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG",
    b"GIF8",
    b"\x1aE\xdf\xa3",  # Matroska, WebM
    b"OggS",
    b"ID3",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"wOF2",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",  # Zstandard
)


class ArchiveWriter:
    """An archive in the making; made by ``create_archive``.

    Files stand in the order in which they are added. Names are held to the reader's rules, so
    that what was written can be read: ``ArchiveRefused`` and ``ValueError`` show a mistake of
    the caller. Memory does not grow with the content, only with the number of files.
    """

    def __init__(self, stream: BinaryIO, limits: ArchiveLimits) -> None:
        self._archive = zipfile.ZipFile(stream, "w", allowZip64=True)
        self._limits = limits
        self._names = Names()

    def add(self, name: str, content: Content, *, size: int | None = None) -> int:
        """Add a file from bytes, a path, or an open stream; return its size in bytes.

        ``size`` of a stream, where it is known, saves the twenty bytes that very large files need.
        """
        self._names.add(name, check_name(name, self._limits))
        if name.endswith("/"):
            raise ValueError(f"{name} is the name of a folder")
        if isinstance(content, bytes):
            return self._add_stream(name, BytesIO(content), len(content))
        if isinstance(content, Path):
            with content.open("rb") as stream:
                return self._add_stream(name, stream, os.fstat(stream.fileno()).st_size)
        return self._add_stream(name, content, size)

    def close(self) -> None:
        """Write the list of files."""
        self._archive.close()

    def _add_stream(self, name: str, stream: Source, size: int | None) -> int:
        info = _new_info(name, size)
        origin = stream.tell() if stream.seekable() else None
        start = stream.read(_BLOCK_BYTES)
        if _is_packed(start):
            info.compress_type = zipfile.ZIP_STORED
        self._write(info, start, stream, size)
        if origin is not None and info.file_size > info.compress_size * self._limits.ratio:
            # A reader would refuse it as a bomb: it is packed too well.
            self._forget(info)
            stream.seek(origin)
            info = _new_info(name, size)
            info.compress_type = zipfile.ZIP_STORED
            self._write(info, b"", stream, size)
        return info.file_size

    def _write(self, info: zipfile.ZipInfo, start: bytes, stream: Source, size: int | None) -> None:
        with self._archive.open(info, "w", force_zip64=size is None) as target:
            target.write(start)
            shutil.copyfileobj(stream, target, _BLOCK_BYTES)

    def _forget(self, info: zipfile.ZipInfo) -> None:
        """Take back the file that was added last; the next one overwrites it."""
        self._archive.filelist.remove(info)
        del self._archive.NameToInfo[info.filename]
        self._archive.start_dir = info.header_offset


@contextmanager
def create_archive(path: Path, limits: ArchiveLimits = DEFAULT_LIMITS) -> Iterator[ArchiveWriter]:
    """Write a ZIP file that appears at ``path`` complete, or not at all.

    An older file at ``path`` is replaced at the end, in one step. Anything raised inside (a full
    disk, a killed source) leaves the folder as it was.
    """
    with replaced_file(path) as stream:
        writer = ArchiveWriter(stream, limits)
        try:
            yield writer
            writer.close()
        except BaseException:
            with suppress(Exception):
                writer.close()
            raise


def write_archive(
    path: Path,
    members: Iterable[tuple[str, Content]],
    *,
    in_order: bool = False,
    limits: ArchiveLimits = DEFAULT_LIMITS,
) -> None:
    """Write ``members`` (name, content) sorted by name, or as given with ``in_order``."""
    wanted = members if in_order else sorted(members, key=lambda member: member[0])
    with create_archive(path, limits) as writer:
        for name, content in wanted:
            writer.add(name, content)


@contextmanager
def replaced_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file beside ``path`` to write to; in the end it is on disk and takes its place."""
    work = path.with_name(f".{path.name[:40]}-{token_hex(6)}")
    try:
        with work.open("x+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        work.replace(path)
    except BaseException:
        work.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _new_info(name: str, size: int | None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.create_system = _UNIX
    info.external_attr = _FILE_MODE
    is_small = size is not None and size <= _TOO_SMALL_TO_PACK
    info.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
    info.file_size = size or 0
    return info


def _is_packed(start: bytes) -> bool:
    """Say whether a file that begins so is of a kind that packing makes no smaller."""
    is_webp = start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    return start.startswith(_PACKED_STARTS) or start[4:8] == b"ftyp" or is_webp
