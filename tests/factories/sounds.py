"""Sounds made of a few bytes, with words in them that nobody should read."""

from __future__ import annotations

import wave
from io import BytesIO

# MPEG 1, Layer III, 128 kbit/s, 44.1 kHz: 417 bytes of silence.
_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
SECRET = b"SecretPlace"


def mp3_bytes(frames: int = 5, *, spoken: bool = False) -> bytes:
    """Silence; ``spoken``: with tags at both ends."""
    sound = _FRAME * frames
    if not spoken:
        return sound
    text = b"TIT2" + len(SECRET).to_bytes(4, "big") + b"\0\0" + SECRET
    head = b"ID3\x03\0\0" + bytes([0, 0, 0, len(text) + 10]) + text + bytes(10)
    return head + sound + b"TAG" + SECRET.ljust(125, b"\0")


def wav_bytes(seconds: float = 0.1, *, spoken: bool = False) -> bytes:
    """Silence as PCM; ``spoken``: with a list of words behind it."""
    stream = BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(int(seconds * 8000) * 2))
    made = stream.getvalue()
    if spoken:
        part = b"INFOINAM" + len(SECRET).to_bytes(4, "little") + SECRET + b"\0"
        made += b"LIST" + len(part).to_bytes(4, "little") + part
        made = b"RIFF" + (len(made) - 8).to_bytes(4, "little") + made[8:]
    return made


def ogg_bytes(*, spoken: bool = False, codec: str = "vorbis", long: int = 0) -> bytes:
    """The packets of a sound as pages; ``long``: a comment of so many bytes more."""
    head, tags = {
        "vorbis": (b"\x01vorbis" + bytes(23), b"\x03vorbis"),
        "opus": (b"OpusHead" + bytes(11), b"OpusTags"),
        "theora": (b"\x80theora" + bytes(35), b"\x81theora"),
    }[codec]
    words = b"TITLE=" + SECRET + b"x" * long if spoken else b"C="
    comments = tags + _sized(b"libtest") + (1).to_bytes(4, "little") + _sized(words)
    if codec == "vorbis":
        comments += b"\x01"
    packets = [head, comments, b"\x05setup" + bytes(40), bytes(100)]
    pages = [_page([packets[0]], 0), *_long_pages(packets[1], 1)]
    pages += [_page([packet], len(pages) + at) for at, packet in enumerate(packets[2:])]
    return b"".join(pages)


def _sized(text: bytes) -> bytes:
    return len(text).to_bytes(4, "little") + text


def _long_pages(packet: bytes, number: int) -> list[bytes]:
    """Pages of one packet: as many as it needs, of 255 pieces each."""
    most = 255 * 255
    pieces = [packet[at : at + most] for at in range(0, len(packet), most)]
    return [
        _page([piece], number + at, goes_on=at < len(pieces) - 1) for at, piece in enumerate(pieces)
    ]


def _page(packets: list[bytes], number: int, *, goes_on: bool = False) -> bytes:
    sizes = b""
    for packet in packets:
        sizes += b"\xff" * (len(packet) // 255)
        if not goes_on:
            sizes += bytes([len(packet) % 255])
    head = b"OggS\0\0" + bytes(8) + b"\1\0\0\0" + number.to_bytes(4, "little")
    body = bytes([len(sizes)]) + sizes + b"".join(packets)
    return head + _checksum(head + bytes(4) + body).to_bytes(4, "little") + body


def _checksum(data: bytes) -> int:
    """CRC-32 of Ogg, bit by bit."""
    value = 0
    for byte in data:
        value ^= byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
    return value & 0xFFFFFFFF
