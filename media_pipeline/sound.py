"""Sounds: MP3, Ogg (Vorbis, Opus) and WAV by their content, without what else stands in the file.

Nothing is decoded: the frames stay as they are, and what is not a frame goes. Names, places,
pictures and comments of who recorded it would tell what a teacher never meant to publish.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from media_pipeline.ogg import rebuild_ogg
from media_pipeline.refusal import IntakeRefused

MAX_SOUND_BYTES = 30 * 1024 * 1024
# Bits a second of MPEG 1 and of MPEG 2 and 2.5, Layer III, in thousands.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_FEWEST_FRAMES = 3
# PCM, floating point, A-law, µ-law, and the first two said at length.
_LONGEST_FORM = 64
_WAVES = frozenset({1, 3, 6, 7, 0xFFFE})


def looks_like_sound(data: bytes) -> bool:
    """Say whether bytes begin as a sound does; whether they are one is found by reading."""
    return bool(_kind(data))


def rebuild_sound(data: bytes) -> tuple[bytes, str]:
    """Return the sound without particulars and its ending (``mp3 ogg wav``).

    A sound that has none keeps its bytes. Raises ``IntakeRefused``.
    """
    kind = _kind(data)
    try:
        if kind == "mp3":
            return _mp3(data), kind
        if kind == "ogg":
            return rebuild_ogg(data), kind
        if kind == "wav":
            return _wav(data), kind
    except (IndexError, ValueError) as error:
        raise _damaged() from error
    raise IntakeRefused("type", _("This is not a sound of a known type. Take MP3, Ogg or WAV."))


def _kind(data: bytes) -> str:
    if data.startswith(b"OggS"):
        return "ogg"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data.startswith(b"ID3") or _frame_length(data, 0):
        return "mp3"
    return ""


def _mp3(data: bytes) -> bytes:
    start = _after_tags(data)
    place, frames, last = start, 0, 0
    while (length := _frame_length(data, place)) and place + length <= len(data):
        place, frames, last = place + length, frames + 1, length
    rest = data[place:].rstrip(b"\0")
    if rest[-128:-125] == b"TAG":
        rest = rest[:-128]
    is_tag = rest.startswith((b"APETAGEX", b"LYRICSBEGIN", b"TAG"))
    if frames < _FEWEST_FRAMES or (len(rest) > max(last, 1) * 2 and not is_tag):
        raise _damaged()
    return data[start:place]


def _after_tags(data: bytes) -> int:
    """Return where the frames begin: behind the tags (ID3v2) and the noughts that pad them."""
    place = 0
    while data[place : place + 3] == b"ID3":
        size = data[place + 6 : place + 10]
        footer = 10 if data[place + 5] & 0x10 else 0
        place += 10 + footer + sum(byte << 7 * (3 - at) for at, byte in enumerate(size))
    while place < len(data) and data[place] == 0:
        place += 1
    return place


def _frame_length(data: bytes, place: int) -> int:
    """Return how many bytes a frame of Layer III has, nought where none begins (ISO 11172-3)."""
    head = data[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, samples = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _SAMPLES or samples == 3:
        return 0
    bits = (_RATES_1 if version == 3 else _RATES_2)[rate] * 1000
    size = (144 if version == 3 else 72) * bits // _SAMPLES[version][samples]
    return size + (head[2] >> 1 & 1) if bits else 0


def _wav(data: bytes) -> bytes:
    parts: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        parts.setdefault(name, data[place + 8 : place + 8 + size])
        place += 8 + size + size % 2
    form, samples = parts.get(b"fmt ", b""), parts.get(b"data", b"")
    if (
        not 16 <= len(form) <= _LONGEST_FORM
        or int.from_bytes(form[:2], "little") not in _WAVES
        or not samples
    ):
        raise _damaged()
    kept = b"".join(
        name + len(parts[name]).to_bytes(4, "little") + parts[name] + b"\0" * (len(parts[name]) % 2)
        for name in (b"fmt ", b"fact", b"data")
        if name in parts
    )
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + kept


def _damaged() -> IntakeRefused:
    return IntakeRefused(
        "damaged", _("The sound is damaged. Open it in an editor and save it again.")
    )
