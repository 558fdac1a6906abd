"""Making words of a file fit to be kept: no control characters, no gaps, not too many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from media_pipeline.texts.data import MOST_CHARACTERS, ReadText

_SPACES = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufff9-\uffff]")
# No word, and more than an engine takes for one.
_ENDLESS = re.compile(r"\w{101,}")
_SOFT_HYPHEN = "\u00ad"
# Printed lines break words: «напря-\nжение».
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010]\n(?=[a-zа-яё])")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


def clean_text(pieces: Iterable[str], *, most: int = MOST_CHARACTERS) -> ReadText:
    """Return the pieces joined by lines, cleaned, at most ``most`` characters.

    Pieces are taken only as long as there is room, so a generator stops early.
    """
    lines: list[str] = []
    length, truncated = 0, False
    for piece in pieces:
        for line in clean_piece(piece):
            lines.append(line)
            length += len(line) + 1
        if length > most:
            truncated = True
            break
    text = "\n".join(lines)
    return ReadText(_cut(text, most) if len(text) > most else text, truncated and len(text) > most)


def clean_piece(piece: str) -> list[str]:
    """Return the lines of a piece that have something in them."""
    whole = piece.encode("utf-8", "ignore").decode("utf-8")  # lone surrogates cannot be stored
    whole = unicodedata.normalize("NFC", whole.replace("\r\n", "\n").replace("\r", "\n"))
    whole = whole.replace(_SOFT_HYPHEN + "\n", "").replace(_SOFT_HYPHEN, "").translate(_LIGATURES)
    whole = _ENDLESS.sub(" ", _CONTROL.sub(" ", _BROKEN_WORD.sub("", whole)))
    lines = (_SPACES.sub(" ", line).strip() for line in whole.split("\n"))
    return [line for line in lines if line]


def _cut(text: str, most: int) -> str:
    """Return the beginning, up to the end of a word where one is near."""
    end = max(text.rfind(" ", most - 200, most), text.rfind("\n", most - 200, most))
    return text[: end if end > 0 else most].rstrip()
