"""Ogg files with one sound (RFC 3533; Vorbis, or Opus by RFC 7845): the comments made blank.

The comments stand in a packet of their own among the others; they keep their length, so that
nothing else of the file moves.
"""

from __future__ import annotations

from dataclasses import dataclass

_HEAD = 27
_MOST_COMMENTS = 10_000
_LONGEST_PACKET = 4 * 1024 * 1024
# The beginning of the first packet, and of the second, which has the comments.
_CODECS = {b"\x01vorbis": b"\x03vorbis", b"OpusHead": b"OpusTags"}
_POLYNOMIAL = 0x04C11DB7


def _table() -> tuple[int, ...]:
    made = []
    for start in range(256):
        value = start << 24
        for _step in range(8):
            value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        made.append(value & 0xFFFFFFFF)
    return tuple(made)


_CHECKS = _table()


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    body: int
    sizes: bytes

    @property
    def end(self) -> int:
        return self.body + sum(self.sizes)


def rebuild_ogg(data: bytes) -> bytes:
    """Return the file with blank comments; raises ``ValueError`` or ``IndexError``."""
    pages = _pages(data)
    packets = _first_packets(pages)
    if len(packets) < 2:
        raise ValueError("no comments")
    first = b"".join(data[start:end] for start, end in packets[0])
    marks = [mark for begin, mark in _CODECS.items() if first.startswith(begin)]
    if not marks:
        raise ValueError("neither Vorbis nor Opus")
    if sum(end - start for start, end in packets[1]) > _LONGEST_PACKET:
        raise ValueError("too long comments")
    places = [place for start, end in packets[1] for place in range(start, end)]
    comments = bytes(data[place] for place in places)
    if not comments.startswith(marks[0]):
        raise ValueError("no comments")
    blank = _blank(comments, len(marks[0]))
    if blank == comments:
        return data
    made = bytearray(data)
    for place, byte in zip(places, blank, strict=True):
        made[place] = byte
    for page in pages:
        if page.body <= places[-1] and places[0] < page.end:
            _seal(made, page)
    return bytes(made)


def _pages(data: bytes) -> list[_Page]:
    """Return the pages; they follow one another without a gap and are all of one stream."""
    pages: list[_Page] = []
    place, serial = 0, data[14:18]
    while place < len(data):
        if data[place : place + 5] != b"OggS\0" or data[place + 14 : place + 18] != serial:
            raise ValueError("no page, or one of another stream")
        body = place + _HEAD + data[place + 26]
        page = _Page(place, body, data[place + _HEAD : body])
        if page.end > len(data):
            raise ValueError("cut off")
        pages.append(page)
        place = page.end
    return pages


def _first_packets(pages: list[_Page]) -> list[list[tuple[int, int]]]:
    """Return the pieces (start, end) of the first two packets; one of 255 bytes goes on."""
    packets: list[list[tuple[int, int]]] = [[]]
    for page in pages:
        place = page.body
        for size in page.sizes:
            packets[-1].append((place, place + size))
            place += size
            if size < 255:
                if len(packets) == 2:
                    return packets
                packets.append([])
    return packets[:-1]


def _blank(comments: bytes, mark: int) -> bytes:
    made = bytearray(comments)
    place = mark + 4 + _number(comments, mark)
    count, place = _number(comments, place), place + 4
    if count > _MOST_COMMENTS:
        raise ValueError("too many comments")
    for _comment in range(count):
        size, place = _number(comments, place), place + 4
        if place + size > len(comments):
            raise ValueError("a comment is cut off")
        if size >= 2:
            made[place : place + size] = b"C=" + b" " * (size - 2)
        place += size
    # Behind them Vorbis has one bit, Opus may have anything that readers pass over.
    kept = place + 1 if comments.startswith(b"\x03") else place
    made[kept:] = bytes(max(len(comments) - kept, 0))
    return bytes(made[: len(comments)])


def _number(data: bytes, place: int) -> int:
    if place + 4 > len(data):
        raise ValueError("cut off")
    return int.from_bytes(data[place : place + 4], "little")


def _seal(data: bytearray, page: _Page) -> None:
    """Reckon the checksum of a page that has changed."""
    data[page.start + 22 : page.start + 26] = bytes(4)
    value = 0
    for byte in data[page.start : page.end]:
        value = (value << 8 & 0xFFFFFFFF) ^ _CHECKS[value >> 24 ^ byte]
    data[page.start + 22 : page.start + 26] = value.to_bytes(4, "little")
