"""Whether bytes are a text that a person wrote, before any reader of texts takes them for one."""

from __future__ import annotations

import re

from assessment.formats.gift.reading import decoded

# What pictures, sounds, documents and archives begin with. RTF is text, but no text of items.
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"RIFF",
    b"OggS",
    b"ID3\x03",
    b"ID3\x04",
    b"fLaC",
    b"%PDF-",
    b"%!PS",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"SQLite format 3",
)
_LOOKED_AT = 65_536
# Line ends, tabs, page breaks and the end mark of DOS stand in texts; the rest does not.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# Of all signs so many may be control characters, so many may have no reading.
_MOST_CONTROLS, _MOST_UNREAD = 0.01, 0.05
# Windows-1251 keeps its letters here; of a Russian text nearly all bytes above ASCII are letters.
_LETTERS_1251 = re.compile(rb"[\xc0-\xff\xa8\xb8]")
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
_FEWEST_LETTERS = 0.6


def is_text(content: bytes) -> bool:
    """Tell whether a file is a text in an encoding that is read: UTF-8, UTF-16, Windows-1251."""
    if content.startswith(_MAGIC):
        return False
    head = content[:_LOOKED_AT]
    text = decoded(head)
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        return False
    if text.count("\ufffd") > _MOST_UNREAD * len(text):
        return False
    return text != head.decode("cp1251", "replace") or _looks_russian(head)


def _looks_russian(head: bytes) -> bool:
    above = len(_ABOVE_ASCII.findall(head))
    return len(_LETTERS_1251.findall(head)) >= _FEWEST_LETTERS * above
