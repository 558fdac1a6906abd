"""ZIP archives made by hand, byte by byte, as no honest program would write them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
UTF8 = 0x800
DESCRIPTOR = 0x08
STORED, DEFLATED = 0, 8
DATE = (1 << 5) | 1
UNIX = 3 << 8


@dataclass(frozen=True)
class Member:
    """One file; every fact can be made to lie."""

    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = DEFLATED
    flags: int = UTF8
    attributes: int = 0o100644 << 16
    packed_size: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    extra: bytes = b""
    descriptor: bytes = b""

    @property
    def told_size(self) -> int:
        return len(self.packed) if self.packed_size is None else self.packed_size

    def but(self, **changes) -> Member:
        return replace(self, **changes)

    def local(self) -> bytes:
        name = self.name if self.local_name is None else self.local_name
        size = self.size if self.local_size is None else self.local_size
        facts = (self.crc, self.told_size, size)
        if self.flags & DESCRIPTOR:
            facts = (0, 0, 0)
        head = LOCAL.pack(
            b"PK\x03\x04", 20, self.flags, self.method, 0, DATE, *facts, len(name), len(self.extra)
        )
        return head + name + self.extra

    def central(self, offset: int) -> bytes:
        head = CENTRAL.pack(
            *(b"PK\x01\x02", UNIX | 20, 20, self.flags, self.method, 0, DATE, self.crc),
            *(self.told_size, self.size, len(self.name), len(self.extra), 0, 0, 0),
            *(self.attributes, offset),
        )
        return head + self.name + self.extra


def member(name: str | bytes, content: bytes = b"text", *, packed: bytes | None = None) -> Member:
    """An honest member: deflated."""
    raw = name.encode() if isinstance(name, str) else name
    data = deflate(content) if packed is None else packed
    return Member(raw, data, len(content), zlib.crc32(content))


def stored(name: str, content: bytes = b"text") -> Member:
    return member(name, content, packed=content).but(method=STORED)


def described(name: str, content: bytes = b"text", *, sign: bytes = b"PK\x07\x08") -> Member:
    """A member whose sizes follow its data."""
    honest = member(name, content)
    facts = struct.pack("<LLL", honest.crc, len(honest.packed), honest.size)
    return honest.but(flags=UTF8 | DESCRIPTOR, descriptor=sign + facts)


def deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def archive_of(*members: Member, comment: bytes = b"") -> bytes:
    """An archive of the members, one after the other."""
    body, directory = bytearray(), bytearray()
    for item in members:
        directory += item.central(len(body))
        body += item.local() + item.packed + item.descriptor
    return bytes(body + directory) + end_of(len(members), len(directory), len(body), comment)


def end_of(count: int, length: int, start: int, comment: bytes = b"") -> bytes:
    return END.pack(b"PK\x05\x06", 0, 0, count, count, length, start, len(comment)) + comment


def wide_end_of(count: int, length: int, start: int) -> bytes:
    """The end of an archive whose figures are all in the wide record."""
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + length, 1)
    marker = END.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return wide + locator + marker


def overlapping_bomb(files: int, kernel_size: int) -> bytes:
    """Fifield's better bomb: each file quotes the next one's header and shares all its data.

    A deflate stream may begin with a block that is not packed; this block holds the header of the
    next file, and then the stream goes on in that file's data. All files unpack the same kernel.
    """
    kernel = b"\0" * kernel_size
    content, data = kernel, deflate(kernel)
    members: list[tuple[bytes, Member]] = []
    following = b""
    for number in reversed(range(files)):
        if following:
            content = following + content
            data = b"\x00" + struct.pack("<HH", len(following), len(following) ^ 0xFFFF)
            data += following + members[-1][0]
        item = member(f"{number:05}", content, packed=data)
        members.append((data, item))
        following = item.local()
    body = following + members[-1][0]
    directory, offset = b"", 0
    for _data, item in reversed(members):
        directory += item.central(offset)
        offset += len(item.local()) + 5
    return body + directory + end_of(files, len(directory), len(body))
