"""Office files: docx, pptx, odt, odp. Archives and XML are read by ``core``, which checks both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element  # nosec B405  # ``core`` parses

from core.api import open_archive, parse_xml
from core.data import Archive, ArchiveLimits, XmlLimits
from core.errors import ArchiveRefused, XmlRefused
from media_pipeline.texts.data import DAMAGED, LIMITS, LOCKED, SLIDES, WORD, TextRefused

_MIB = 1024 * 1024
ARCHIVE_LIMITS = ArchiveLimits(entries=5_000, total_bytes=300 * _MIB, entry_bytes=200 * _MIB)
PART_BYTES = 32 * _MIB
XML_LIMITS = XmlLimits(total_bytes=PART_BYTES, depth=200, nodes=1_000_000)

_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_SLIDE = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d{1,5})\.xml")
_OPEN_PART = "content.xml"
_TOO_MUCH = frozenset(
    ["too-many-entries", "too-large", "entry-too-large", "ratio", "too-deep", "too-many-nodes"]
)

# What a reader does not see: deleted passages, the older of two drawings, numbers of slides.
_HIDDEN = frozenset(["Fallback", "fld", "tracked-changes", "annotation", "del", "moveFrom"])
_TEXT = "t"
_PARAGRAPH = "p"
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": " ", "s": " "}

Walk = Callable[[Element], Iterator[str]]


def read_office(stream: BinaryIO, kind: str) -> Iterator[str]:
    """Yield the paragraphs of an office file; raises ``TextRefused``."""
    try:
        with open_archive(stream, ARCHIVE_LIMITS) as archive:
            names, walk = _parts(archive, kind)
            if not names:
                raise TextRefused(DAMAGED, "no main part")
            for name in names:
                yield from walk(parse_xml(BytesIO(archive.read(name, PART_BYTES)), XML_LIMITS))
    except ArchiveRefused as error:
        raise TextRefused(_code(error.code), f"archive {error.code}") from error
    except XmlRefused as error:
        raise TextRefused(_code(error.code), f"xml {error.code}") from error


def _code(code: str) -> str:
    if code == "encrypted":
        return LOCKED
    return LIMITS if code in _TOO_MUCH else DAMAGED


def _parts(archive: Archive, kind: str) -> tuple[list[str], Walk]:
    """Return the parts with text in reading order, and how they are read."""
    if kind == WORD:
        return [name for name in _WORD_PARTS if name in archive], paragraphs
    if kind == SLIDES:
        found = [(place, entry.name) for entry in archive.entries if (place := _place(entry.name))]
        return [name for _place, name in sorted(found)], paragraphs
    return [_OPEN_PART] if _OPEN_PART in archive else [], open_paragraphs


def _place(name: str) -> tuple[int, int] | None:
    """Return the number of a slide; its notes follow it."""
    found = _SLIDE.fullmatch(name)
    return (int(found[2]), 0 if found[1].startswith("slides") else 1) if found else None


def paragraphs(root: Element) -> Iterator[str]:
    """Yield the paragraphs of WordprocessingML or DrawingML: text stands in ``t`` alone."""
    line: list[str] = []
    for event, element, name in _walk(root):
        if event == "end":
            if name == _PARAGRAPH:
                yield "".join(line)
                line = []
        elif name == _TEXT:
            line.append(element.text or "")
        elif name in _BREAKS:
            line.append(_BREAKS[name])
    yield "".join(line)


def open_paragraphs(root: Element) -> Iterator[str]:
    """Yield the paragraphs of an OpenDocument: text stands anywhere inside ``p`` and ``h``."""
    line: list[str] = []
    depth = 0
    for event, element, name in _walk(root):
        is_paragraph = name in (_PARAGRAPH, "h")
        if event == "start":
            depth += is_paragraph
            if depth:
                line.append(_BREAKS.get(name, "") + (element.text or ""))
            continue
        depth -= is_paragraph
        if depth:
            line.append(("\n" if is_paragraph else "") + (element.tail or ""))
        elif is_paragraph:
            yield "".join(line)
            line = []


def _walk(root: Element) -> Iterator[tuple[str, Element, str]]:
    """Yield ``start`` and ``end`` of every element that is seen, with its name.

    Without recursion: a file may nest as deep as it likes. Of a hidden element only the end comes,
    for the text that follows it.
    """
    waiting: list[tuple[str, Element]] = [("start", root)]
    while waiting:
        event, element = waiting.pop()
        name = element.tag.rpartition("}")[2]
        if event == "end":
            yield event, element, name
            continue
        waiting.append(("end", element))
        if name not in _HIDDEN:
            yield event, element, name
            waiting.extend(("start", child) for child in reversed(element))
