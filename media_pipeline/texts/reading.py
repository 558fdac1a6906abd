"""From the bytes of a file to its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from media_pipeline.texts import data
from media_pipeline.texts.cleaning import clean_text
from media_pipeline.texts.data import NO_READER, NO_TEXT, ReadText, TextRefused

_OFFICE = frozenset({data.WORD, data.SLIDES, data.OPEN_TEXT, data.OPEN_SLIDES})
_PLAIN = frozenset({data.PLAIN, data.MARKDOWN, data.TABLE, *data.CAPTIONS})
READABLE = frozenset({data.PDF, *_OFFICE, *_PLAIN})


def read_text(stream: BinaryIO, kind: str) -> ReadText:
    """Return the words of a file of ``kind`` (its true extension).

    Raises ``TextRefused``; its code is ``no_text`` when the file has no words, a scan for instance.
    Time is not limited here: ``extracting`` runs this in a process that ends.
    """
    found = clean_text(_pieces(stream, kind))
    if not found.text:
        raise TextRefused(NO_TEXT)
    return found


def _pieces(stream: BinaryIO, kind: str) -> Iterator[str]:
    if kind == data.PDF:
        from media_pipeline.texts.pdf import read_pdf

        return read_pdf(stream)
    if kind in _OFFICE:
        from media_pipeline.texts.office import read_office

        return read_office(stream, kind)
    if kind in _PLAIN:
        from media_pipeline.texts.plain import read_plain

        return read_plain(stream, kind)
    raise TextRefused(NO_READER)
