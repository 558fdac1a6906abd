"""Where the list of an archive's files stands, found before anything believes it.

The standard library's reader takes data before the archive, looks for its end in a comment and
reads a list of any length into memory. Here the end must end the file, the list must end where
the end begins, and its length must fit the number of files that may be there at all.
"""

from __future__ import annotations

import os
import struct
import zipfile
from typing import BinaryIO, NamedTuple

from core.archives.limits import ArchiveLimits
from core.archives.refusal import ArchiveRefused

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_RECORD_BYTES = 46
_EXTRA_ALLOWANCE = 1_024  # bytes of extra fields and comment that one record may have on average
_MAX_COMMENT = 0xFFFF


class Directory(NamedTuple):
    """The list of files: how many, its first byte and its length."""

    entries: int
    start: int
    length: int


def read_directory(stream: BinaryIO, limits: ArchiveLimits) -> list[zipfile.ZipInfo]:
    """Return what the archive says about its files, in its own order; all of it unproven."""
    directory = find_directory(stream)
    if directory.entries > limits.entries:
        raise ArchiveRefused("too-many-entries")
    most = directory.entries * (_RECORD_BYTES + limits.path_bytes + _EXTRA_ALLOWANCE)
    if not directory.entries * _RECORD_BYTES <= directory.length <= most:
        raise ArchiveRefused("damaged")
    infos = _parse(stream)
    if len(infos) != directory.entries:
        raise ArchiveRefused("damaged")
    return infos


def _parse(stream: BinaryIO) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(stream) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, EOFError, OverflowError) as error:
        raise ArchiveRefused("damaged") from error
    except NotImplementedError as error:
        raise ArchiveRefused("compression") from error


def find_directory(stream: BinaryIO) -> Directory:
    """Return where the list stands; the archive must fill the whole file."""
    size = stream.seek(0, os.SEEK_END)
    position, record = _find_end(stream, size)
    _signature, disk, first_disk, here, entries, length, start, _comment = record
    if disk or first_disk or here != entries:
        raise ArchiveRefused("damaged")
    found = Directory(entries, start, length)
    end = position
    wide = _find_end64(stream, position)
    if wide is not None:
        end, found = wide[0], _agreed(found, wide[1])
    if found.start + found.length != end:
        raise ArchiveRefused("foreign-data")
    return found


def _find_end(stream: BinaryIO, size: int) -> tuple[int, tuple[int, ...]]:
    """Return the position and fields of the last end record; it must reach the file's end."""
    begin = max(size - _END.size - _MAX_COMMENT, 0)
    stream.seek(begin)
    tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if size - begin >= _END.size and tail[-_END.size :][:4] == b"PK\x05\x06":
        place = len(tail) - _END.size
    if place < 0 or len(tail) - place < _END.size:
        raise ArchiveRefused("not-an-archive")
    record = _END.unpack_from(tail, place)
    if place + _END.size + record[-1] != len(tail):
        raise ArchiveRefused("foreign-data")
    return begin + place, record


def _find_end64(stream: BinaryIO, position: int) -> tuple[int, Directory] | None:
    """Return position and content of the wide end record, if there is one before ``position``."""
    if position < _LOCATOR.size:
        return None
    stream.seek(position - _LOCATOR.size)
    signature, disk, offset, disks = _LOCATOR.unpack(stream.read(_LOCATOR.size))
    if signature != b"PK\x06\x07":
        return None
    if disk or disks > 1 or offset != position - _LOCATOR.size - _END64.size:
        raise ArchiveRefused("damaged")
    stream.seek(offset)
    record = _END64.unpack(stream.read(_END64.size))
    signature, length, _made, _needed, disk, first_disk, here, entries, size, start = record
    if signature != b"PK\x06\x06" or length != _END64.size - 12:
        raise ArchiveRefused("damaged")
    if disk or first_disk or here != entries:
        raise ArchiveRefused("damaged")
    return offset, Directory(entries, start, size)


def _agreed(narrow: Directory, wide: Directory) -> Directory:
    """Return ``wide`` if the short record says the same or points to it."""
    limits = (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    for short, long, marker in zip(narrow, wide, limits, strict=True):
        if short not in {long, marker}:
            raise ArchiveRefused("damaged")
    return wide
