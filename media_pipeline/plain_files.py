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
# How colours and the size are meant: numbers of a fixed length that programs write of themselves.
_PNG_MEASURES = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9, b"sBIT": 4, b"bKGD": 6}
_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_JPEG_TABLES = frozenset({0xC4, 0xDB, 0xDD})  # Huffman, quantisation, restart interval
_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_JPEG_ALONE = frozenset(range(0xD0, 0xD8))
_SCAN, _END, _JFIF, _PROFILE = 0xDA, 0xD9, 0xE0, 0xE2
_GIF_HEAD = 13
_GIF_IMAGE, _GIF_EXTENSION, _GIF_CONTROL, _GIF_END = 0x2C, 0x21, 0xF9, 0x3B


def is_plain(data: bytes, kind: str) -> bool:
    """Say whether a picture of ``kind`` (a key of ``_LOOKS``: ``"PNG"`` …) is nothing else.

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
        most = MAX_PROFILE_BYTES if last == b"iCCP" else _PNG_MEASURES.get(last, 0)
        if last not in _PNG_PARTS and not 0 < size <= most:
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


def _gif(data: bytes) -> bool:
    place = _GIF_HEAD + _table_size(data[10])
    while data[place] != _GIF_END:
        if data[place] == _GIF_IMAGE:
            # The descriptor, its own colours, the size of a code, then the pixels.
            place += 10 + _table_size(data[place + 9]) + 1
        elif data[place] == _GIF_EXTENSION and _is_gif_part(data, place):
            place += 2
        else:
            return False
        while data[place]:
            place += data[place] + 1
        place += 1
    return place + 1 == len(data)


def _table_size(flags: int) -> int:
    """Return how many bytes a table of colours has, by the flags of what it belongs to."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _is_gif_part(data: bytes, place: int) -> bool:
    """Say whether an extension is of the picture: how a frame is shown, how often all of them."""
    if data[place + 1] == _GIF_CONTROL:
        return data[place + 2] == 4 and data[place + 7] == 0
    # The name of the application (11 bytes), then the times (3 bytes), and nothing more.
    return data[place + 1 : place + 14] == b"\xff\x0bNETSCAPE2.0" and (
        data[place + 14 : place + 16] == b"\x03\x01" and data[place + 18] == 0
    )


_LOOKS: dict[str, Callable[[bytes], bool]] = {
    "PNG": _png,
    "WEBP": _webp,
    "JPEG": _jpeg,
    "GIF": _gif,
}
