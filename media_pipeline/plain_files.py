"""Whether a picture holds nothing but the picture: such bytes may stay as they are.

What comes in a package was written by another library's gate. To write it anew here would lose
quality on every way from region to region and change its digest, so a picture that shows nothing
to hide keeps its bytes: only the parts a decoder needs, nothing behind the end. Everything else is
written anew as an upload is.
"""

from __future__ import annotations

from collections.abc import Callable

from media_pipeline.raster import MAX_PROFILE_BYTES

_PNG_SIGNATURE = 8
_PNG_PARTS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_JPEG_TABLES = frozenset({0xC4, 0xDB, 0xDD})  # Huffman, quantisation, restart interval
_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_JPEG_ALONE = frozenset(range(0xD0, 0xD8))
_SCAN, _END, _JFIF, _PROFILE = 0xDA, 0xD9, 0xE0, 0xE2


def is_plain(data: bytes, kind: str) -> bool:
    """Say whether a picture of ``kind`` (``"JPEG"``, ``"PNG"``, ``"WEBP"``) is nothing else.

    A colour profile of at most ``MAX_PROFILE_BYTES`` may be there. Damaged bytes are not plain.
    """
    look = _LOOKS.get(kind)
    try:
        return look is not None and look(data)
    except IndexError:
        return False


def _png(data: bytes) -> bool:
    place, last = _PNG_SIGNATURE, b""
    while place < len(data):
        size, last = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if last == b"iCCP" and size <= MAX_PROFILE_BYTES:
            pass
        elif last not in _PNG_PARTS:
            return False
        place += size + 12
        if last == b"IEND":
            break
    return last == b"IEND" and place == len(data)


def _webp(data: bytes) -> bool:
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        return False
    place = 12
    while place < len(data):
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if name == b"ICCP" and size <= MAX_PROFILE_BYTES:
            pass
        elif name not in _WEBP_PARTS:
            return False
        place += 8 + size + size % 2
    return place == len(data)


def _jpeg(data: bytes) -> bool:
    place = 2
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker == _END:
            return place + 2 == len(data)
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        if not _is_jpeg_part(marker, data[place + 4 : place + 2 + size], size):
            return False
        place += 2 + size
        if marker == _SCAN:
            place = _after_scan(data, place)
    return False


def _is_jpeg_part(marker: int, body: bytes, size: int) -> bool:
    if marker == _JFIF:
        return body.startswith(b"JFIF\0") and size == 16
    if marker == _PROFILE:
        return body.startswith(b"ICC_PROFILE\0") and size <= MAX_PROFILE_BYTES
    return marker in _JPEG_TABLES or marker in _JPEG_FRAMES or marker == _SCAN


def _after_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands; stuffed bytes and restarts belong to the scan."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise IndexError
        follower = data[place + 1]
        if follower != 0 and follower not in _JPEG_ALONE:
            return place
        place += 2


_LOOKS: dict[str, Callable[[bytes], bool]] = {"PNG": _png, "WEBP": _webp, "JPEG": _jpeg}
