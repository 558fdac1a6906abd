"""The bytes of one file, block by block, counted and compared with what was promised."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from core.archives.layout import Span
from core.archives.refusal import ArchiveRefused

BLOCK_BYTES = 64 * 1024


def unpack(stream: BinaryIO, span: Span, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield the content in blocks of at most ``BLOCK_BYTES``.

    No block goes beyond the promised size; the size and the checksum are compared after the last
    one, so what was yielded counts only when the iteration has ended without a refusal.
    """
    blocks = _inflated if info.compress_type == zipfile.ZIP_DEFLATED else _stored
    count, checksum = 0, 0
    for block in blocks(stream, span, name):
        count += len(block)
        if count > info.file_size:
            raise ArchiveRefused("sizes", name)
        checksum = zlib.crc32(block, checksum)
        yield block
    if count != info.file_size:
        raise ArchiveRefused("sizes", name)
    if checksum != info.CRC:
        raise ArchiveRefused("checksum", name)


def _stored(stream: BinaryIO, span: Span, name: str) -> Iterator[bytes]:
    position = span.start
    while position < span.end:
        stream.seek(position)
        block = stream.read(min(BLOCK_BYTES, span.end - position))
        if not block:
            raise ArchiveRefused("damaged", name)
        position += len(block)
        yield block


def _inflated(stream: BinaryIO, span: Span, name: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _stored(stream, span, name):
            rest = packed
            while rest and not unpacker.eof:
                block = unpacker.decompress(rest, BLOCK_BYTES)
                rest = unpacker.unconsumed_tail
                if block:
                    yield block
            if rest or unpacker.unused_data:
                raise ArchiveRefused("sizes", name)
        yield from _remains(unpacker)
    except zlib.error as error:
        raise ArchiveRefused("damaged", name) from error
    if not unpacker.eof:
        raise ArchiveRefused("damaged", name)


def _remains(unpacker: zlib._Decompress) -> Iterator[bytes]:
    """Yield what the unpacker still holds after its last input."""
    while not unpacker.eof:
        block = unpacker.decompress(unpacker.unconsumed_tail, BLOCK_BYTES)
        if not block:
            return
        yield block
