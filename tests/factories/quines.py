"""A ZIP archive that holds exactly itself, made anew (after Russ Cox, 2010).

Its stream is a program of two orders: *print* the next n bytes (a block that is not packed) and
*repeat* the last n bytes of the output. They are arranged so that the output is the whole file:
the header before the stream, the stream, and the list after it. The checksum stands in the file
whose checksum it is; it is linear in its own bits, so it is the solution of 32 equations.
"""

from __future__ import annotations

import itertools
import struct
import zlib

from tests.factories.archives import Member, end_of

REPEAT_BYTES = 10
_LENGTHS = [(257 + code, 3 + code, 0) for code in range(8)]
_DISTANCES = [(code, 1 + code, 0) for code in range(4)]
_NOTHING = b"\x00\x00\x00\xff\xff"
_END = b"\x01\x00\x00\xff\xff"


def _tables() -> None:
    """Extend the tables of RFC 1951 (3.2.5): a code, its first value, its number of extra bits."""
    first = 11
    for code in range(265, 285):
        extra = (code - 261) // 4
        _LENGTHS.append((code, first, extra))
        first += 1 << extra
    first = 5
    for code in range(4, 30):
        extra = code // 2 - 1
        _DISTANCES.append((code, first, extra))
        first += 1 << extra


_tables()


def _bits(value: int, count: int, *, reverse: bool = False) -> str:
    """Return bits in the order of the stream: Huffman codes come with the highest bit first."""
    text = format(value, f"0{count}b") if count else ""
    return text if reverse else text[::-1]


def _copy(length: int, distance: int) -> str:
    code, first, extra = next(row for row in reversed(_LENGTHS) if row[1] <= length)
    short = code < 280
    symbol = _bits(code - 256 if short else code - 88, 7 if short else 8, reverse=True)
    far, far_first, far_extra = next(row for row in reversed(_DISTANCES) if row[1] <= distance)
    return (
        symbol
        + _bits(length - first, extra)
        + _bits(far, 5, reverse=True)
        + _bits(distance - far_first, far_extra)
    )


def repeat(count: int) -> bytes:
    """The order to repeat the last ``count`` bytes, in exactly ``REPEAT_BYTES`` bytes."""
    empty = "010" + "0000000"
    for first, padding in itertools.product((count, *range(3, count - 2)), range(4)):
        copies = _copy(first, count)
        if first < count:
            copies += _copy(count - first, count)
        bits = "010" + copies + "0000000" + empty * padding + "000"
        bits += "0" * (-len(bits) % 8)
        data = bytes(int(bits[place : place + 8][::-1], 2) for place in range(0, len(bits), 8))
        if len(data) + 4 == REPEAT_BYTES:
            return data + _NOTHING[1:]
    raise AssertionError(f"no order of {REPEAT_BYTES} bytes repeats {count}")


def show(count: int) -> bytes:
    """The start of the order to print the ``count`` bytes that follow."""
    return b"\x00" + struct.pack("<HH", count, count ^ 0xFFFF)


def _stream(head: bytes, tail: bytes) -> bytes:
    """The program that prints ``head``, itself and ``tail``."""
    begin = show(len(head) + 5)
    again = repeat(len(head) + 5) + _NOTHING  # 15 bytes
    thirty, loop = show(30), repeat(30)
    last = repeat(REPEAT_BYTES + len(tail)) + tail
    orders = [
        begin + head + begin,
        again,
        show(15) + again,
        show(5) + show(15),
        thirty + again + show(5) + show(15) + thirty,
        loop,
        thirty + loop + thirty + loop + thirty,
        loop,
        thirty + loop + _NOTHING * 3 + show(len(last)),
        loop,
        _NOTHING * 3,
        show(len(last)) + last,
        last[:REPEAT_BYTES],
    ]
    return b"".join(orders)


def _file(name: bytes, checksum: int) -> bytes:
    size = packed = 0
    for _round in range(2):  # the first one only finds the lengths
        item = Member(name, b"", size, checksum, flags=0, packed_size=packed)
        head = item.local()
        start = len(head) + packed
        directory = item.central(0)
        tail = _END + directory + end_of(1, len(directory), start)
        stream = _stream(head, tail)
        packed, size = len(stream) + len(_END), len(head) + len(stream) + len(tail)
    return head + stream + tail


def quine(name: bytes = b"quine.zip") -> bytes:
    """Return an archive whose only file ``name`` is the archive."""

    def shown(checksum: int) -> int:
        return zlib.crc32(_file(name, checksum))

    base = shown(0)
    rows = []  # of the equations (A + 1) v = base, one for each bit of the answer
    columns = [shown(1 << bit) ^ base ^ (1 << bit) for bit in range(32)]
    for bit in range(32):
        row = sum(((columns[place] >> bit) & 1) << place for place in range(32))
        rows.append(row | ((base >> bit) & 1) << 32)
    return _file(name, _solve(rows))


def _solve(rows: list[int]) -> int:
    """Return the bits that satisfy linear equations modulo 2; bit 32 of a row is its right side."""
    done: list[tuple[int, int]] = []
    rest = list(rows)
    for bit in range(32):
        pivot = next((row for row in rest if row >> bit & 1), None)
        if pivot is None:
            continue
        rest.remove(pivot)
        rest = [row ^ pivot if row >> bit & 1 else row for row in rest]
        done = [(at, row ^ pivot if row >> bit & 1 else row) for at, row in done]
        done.append((bit, pivot))
    if any(rest):
        raise AssertionError("this name has no quine: take another")
    return sum(1 << bit for bit, row in done if row >> 32 & 1)
