"""Captions of films (WebVTT, SubRip): what is said, without times, each line once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->")
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
# A rolling caption shows the line before once more; nobody rolls further back.
_ROLLED = 3


def read_captions(text: str) -> Iterator[str]:
    """Yield the lines that are spoken.

    Rolling captions repeat the line before, or let a line grow word by word: such a line is
    given once, as it is in the end.
    """
    last: list[str] = []
    for line in _spoken(text):
        if line in last:
            continue
        if last and line.startswith(last[-1] + " "):
            last[-1] = line
            continue
        if len(last) == _ROLLED:
            yield last.pop(0)
        last.append(line)
    yield from last


def _spoken(text: str) -> Iterator[str]:
    """Yield the lines of the cues, without marks."""
    inside = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            inside = False
        elif _TIMES.match(line):
            inside = True
        elif inside and (said := " ".join(html.unescape(_TAG.sub("", line)).split())):
            yield said
