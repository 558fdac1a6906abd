"""PDF files, by pypdf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

from media_pipeline.texts.data import DAMAGED, LOCKED, TextRefused

MOST_PAGES = 1_000
# pypdf meets a broken file with almost any exception; a page that cannot be read is left out.
_BROKEN = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
           RecursionError, NotImplementedError, AssertionError, OSError)  # fmt: skip
_CLOSED = (FileNotDecryptedError, WrongPasswordError, DependencyError)


def read_pdf(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of each page; raises ``TextRefused``."""
    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise TextRefused(LOCKED)
        number = min(len(reader.pages), MOST_PAGES)
    except _CLOSED as error:
        raise TextRefused(LOCKED) from error
    except _BROKEN as error:
        raise TextRefused(DAMAGED, type(error).__name__) from error
    broken = 0
    for place in range(number):
        text = _page(reader, place)
        broken += text is None
        yield text or ""
    if number and broken == number:
        raise TextRefused(DAMAGED, "no readable page")


def _page(reader: Any, place: int) -> str | None:
    try:
        return str(reader.pages[place].extract_text())
    except _BROKEN:
        return None
