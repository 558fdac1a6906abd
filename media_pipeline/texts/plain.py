"""Plain files: text, tables, Markdown, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from media_pipeline.texts.captions import read_captions
from media_pipeline.texts.data import CAPTIONS, MARKDOWN, TABLE

_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)")
_MARKS = re.compile(r"^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+|[*_`~]{1,3}", re.MULTILINE)
_SEPARATORS = re.compile(r'[;,\t"]+')
# Four bytes are the longest letter; more than this holds what is kept many times over.
_MOST_BYTES = 8 * 1024 * 1024


def read_plain(stream: BinaryIO, kind: str) -> Iterator[str]:
    """Yield the text of a plain file; marks of Markdown, times of captions are left out."""
    text = decode(stream.read(_MOST_BYTES))
    if kind in CAPTIONS:
        yield from read_captions(text)
    elif kind == MARKDOWN:
        yield _MARKS.sub("", _LINK.sub(r"\1", text))
    elif kind == TABLE:
        yield _SEPARATORS.sub(" ", text)
    else:
        yield text


def decode(data: bytes) -> str:
    """Return the text of UTF-8 or, as older programs write, Windows-1251."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) == _MOST_BYTES and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1251", "replace")
