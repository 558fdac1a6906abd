"""The signs of GIFT: escapes, formats and white space of texts."""

from __future__ import annotations

import re

from assessment.formats.gift.tree import GiftText

# What a backslash takes its meaning from, each hidden behind a sign that no text has.
_HIDDEN = {
    "\\\\": "\x01",
    "\\:": "\x02",
    "\\#": "\x03",
    "\\=": "\x04",
    "\\{": "\x05",
    "\\}": "\x06",
    "\\~": "\x07",
    "\\n": "\x08",
}
_SHOWN = {ord(sign): escape[1] for escape, sign in _HIDDEN.items()} | {0x08: "\n"}
_ESCAPE = re.compile(r"\\[\\:#={}~n]")
_CONTROL = {code: None for code in range(32) if code not in (9, 10)} | {0x7F: None}
_SPACES = re.compile(r"\s+")
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)


class Refused(Exception):
    """A block that is not GIFT, and the place in it."""

    def __init__(self, code: str, position: int) -> None:
        super().__init__(code, position)
        self.code = code
        self.position = position


def hide_escapes(text: str) -> str:
    """Return the text with every escaped sign hidden, so that the rest can be cut at signs."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").translate(_CONTROL)
    return _ESCAPE.sub(lambda found: _HIDDEN[found[0]], plain)


def decode(text: str) -> str:
    """Return a piece with its escaped signs shown again."""
    return text.translate(_SHOWN)


def rich_text(text: str, inherited: str) -> GiftText:
    """Return a piece with its format, or the inherited one.

    In HTML and Markdown line ends are kept, elsewhere every run of white space is one space.
    """
    found = _FORMAT.match(text)
    kind = found[1].lower() if found else inherited
    body = text[found.end() :] if found else text
    if kind in ("html", "markdown"):
        return GiftText(kind, decode(body.strip()))
    lines = "\n".join(_SPACES.sub(" ", line.strip()) for line in body.strip().split("\n"))
    return GiftText(kind, decode(_SPACES.sub(" ", body).strip()), decode(lines))


def plain_line(text: str) -> str:
    """Return a piece as one line without a format."""
    return decode(_SPACES.sub(" ", text).strip())
