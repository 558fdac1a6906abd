"""Where each file of an archive really stands: the local headers, and what they may not do.

A bomb of overlapping files (Fifield, 2019) lists one block of data thousands of times; an archive
with gaps, or with two headers that disagree, reads differently in two programs. So the headers
and data of the files must fill the archive from its first byte to the list, each byte once.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from core.archives.refusal import ArchiveRefused

_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR_FLAG = 0x08
_UTF8_FLAG = 0x800
_COMPARED_FLAGS = 0x01 | _DESCRIPTOR_FLAG | 0x20 | 0x40 | _UTF8_FLAG | 0x2000
_WIDE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Span:
    """Where the packed bytes of one file stand: ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


def locate_entries(
    stream: BinaryIO, entries: Iterable[tuple[str, zipfile.ZipInfo]], directory_start: int
) -> dict[str, Span]:
    """Return the span of each named file, after comparing every local header with the list."""
    spans: dict[str, Span] = {}
    position = 0
    for name, info in sorted(entries, key=lambda entry: entry[1].header_offset):
        if info.header_offset < position:
            raise ArchiveRefused("overlap", name)
        if info.header_offset > position:
            raise ArchiveRefused("foreign-data", name)
        start = _read_local(stream, name, info)
        end = start + info.compress_size
        if end > directory_start:
            raise ArchiveRefused("overlap" if start < directory_start else "damaged", name)
        spans[name] = Span(start, end)
        position = end + _descriptor_length(stream, name, info, end)
    if position != directory_start:
        raise ArchiveRefused("foreign-data")
    return spans


def _read_local(stream: BinaryIO, name: str, info: zipfile.ZipInfo) -> int:
    """Compare the header before the data with the list; return where the data starts."""
    stream.seek(info.header_offset)
    raw = stream.read(_LOCAL.size)
    if len(raw) != _LOCAL.size or raw[:4] != b"PK\x03\x04":
        raise ArchiveRefused("damaged", name)
    fields: tuple[int, ...] = _LOCAL.unpack(raw)[2:]
    flags, method, _time, _date, crc, packed, size, name_length, extra_length = fields
    local_name = stream.read(name_length)
    extra = stream.read(extra_length)
    if len(extra) != extra_length or local_name != raw_name(info):
        raise ArchiveRefused("damaged", name)
    if method != info.compress_type or (flags ^ info.flag_bits) & _COMPARED_FLAGS:
        raise ArchiveRefused("damaged", name)
    found = (crc, *_wide_sizes(packed, size, extra, name))
    listed = (info.CRC, info.compress_size, info.file_size)
    told_later = flags & _DESCRIPTOR_FLAG  # after the data; the header may leave a zero instead
    for fact, promise in zip(found, listed, strict=True):
        if fact != promise and not (told_later and fact == 0):
            raise ArchiveRefused("sizes", name)
    return info.header_offset + _LOCAL.size + name_length + extra_length


def raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return the name as the bytes that the list holds."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_FLAG else "cp437")


def _wide_sizes(packed: int, size: int, extra: bytes, name: str) -> tuple[int, int]:
    """Return both sizes, from the wide field of the header where the short ones point to it."""
    if _WIDE not in {packed, size}:
        return packed, size
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        if kind == 1 and length >= 16 and place + 20 <= len(extra):
            wide_size, wide_packed = struct.unpack_from("<QQ", extra, place + 4)
            return wide_packed, wide_size
        place += 4 + length
    raise ArchiveRefused("damaged", name)


def _descriptor_length(stream: BinaryIO, name: str, info: zipfile.ZipInfo, end: int) -> int:
    """Return how many bytes after the data repeat its checksum and sizes (flagged files only)."""
    if not info.flag_bits & _DESCRIPTOR_FLAG:
        return 0
    stream.seek(end)
    found = stream.read(24)
    facts = (info.CRC, info.compress_size, info.file_size)
    forms = [struct.pack("<LQQ", *facts)]
    if max(facts) <= _WIDE:
        forms.append(struct.pack("<LLL", *facts))
    for form in (sign + form for sign in (b"PK\x07\x08", b"") for form in forms):
        if found.startswith(form):
            return len(form)
    raise ArchiveRefused("sizes", name)
