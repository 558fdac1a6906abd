"""The formats by name, and which one a file is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assessment.formats import aiken
from assessment.formats.exchange import FormatRefused, ReadFile, WrittenFile
from assessment.formats.gift.reading import decoded, read_gift
from assessment.formats.gift.writing import write_gift
from assessment.formats.moodle.reading import read_moodle
from assessment.formats.moodle.writing import write_moodle
from assessment.formats.numbered.reading import read_numbered
from assessment.formats.recognising import is_text
from assessment.formats.sheet.columns import heading_delimiter
from assessment.formats.sheet.reading import read_sheet
from assessment.formats.sheet.writing import write_sheet
from assessment.items.item import AssessmentItem

MAX_BYTES = 200 * 1024 * 1024
Folders = Sequence[tuple[str, ...]]
Reader = Callable[[bytes], ReadFile]
Names = Sequence[str]
Writer = Callable[[Sequence[AssessmentItem], Folders, Mapping[str, bytes], Names], WrittenFile]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name: the ending of its files, and how it is read and written.

    ``holds_media``: pictures and sounds go into what is written.
    """

    name: str
    ending: str
    read: Reader
    write: Writer | None = None
    holds_media: bool = False


def _read_qti(content: bytes) -> ReadFile:
    from assessment.formats.qti.packages import read_qti

    return read_qti(content)


def _write_qti22(
    items: Sequence[AssessmentItem], folders: Folders, media: Mapping[str, bytes], names: Names
) -> WrittenFile:
    from assessment.formats.qti.writing import write_qti

    return write_qti(items, version="2.2", media=media, names=names)


def _write_qti3(
    items: Sequence[AssessmentItem], folders: Folders, media: Mapping[str, bytes], names: Names
) -> WrittenFile:
    from assessment.formats.qti.writing import write_qti

    return write_qti(items, version="3.0", media=media, names=names)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("qti", ".zip", _read_qti, _write_qti3, holds_media=True),
        Format("qti22", ".zip", _read_qti, _write_qti22, holds_media=True),
        Format(
            "moodle",
            ".xml",
            read_moodle,
            lambda items, folders, media, names: write_moodle(
                items, folders=folders, media=media, names=names
            ),
            holds_media=True,
        ),
        Format(
            "gift",
            ".gift",
            read_gift,
            lambda items, folders, _media, names: write_gift(items, folders=folders, names=names),
        ),
        Format(
            "aiken",
            ".txt",
            aiken.read_aiken,
            lambda items, _folders, _media, _names: aiken.write_aiken(items),
        ),
        Format(
            "csv",
            ".csv",
            read_sheet,
            lambda items, folders, _media, names: write_sheet(items, folders=folders, names=names),
        ),
        Format(
            "xlsx",
            ".xlsx",
            read_sheet,
            lambda items, folders, _media, names: write_sheet(
                items, folders=folders, names=names, as_workbook=True
            ),
        ),
        Format("text", ".txt", read_numbered),
    )
}
_AIKEN = re.compile(r"^\s*(?:ANSWER|ОТВЕТ)\s*:\s*[A-ZА-ЯЁ][.)]?\s*$", re.MULTILINE | re.IGNORECASE)
_LETTERED = re.compile(r"^\s*[A-ZА-ЯЁ][.)]\s+\S", re.MULTILINE)
_NUMBERED = re.compile(
    r"^\s*(?:\*\*|#{1,4}\s)?\s*(?:(?:№|Вопрос|Задание|Question)\s*(?:№\s*)?1(?:[.):]|\s)|1[.)](?!\d)|[AА]1[.)])",
    re.MULTILINE | re.IGNORECASE,
)
# Braces are GIFT where answers stand in them; a numbered test may have sets («{1; 2}»).
_GIFT = re.compile(
    r"^\s*(?:\$CATEGORY:|::)|(?<!\\)\{\s*(?:[=~]|#\s*[=\d.+-]|(?:T|F|TRUE|FALSE)\s*[#}])",
    re.MULTILINE | re.IGNORECASE,
)
_BRACES = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}")
# What a text shows, in the order in which it counts.
_SIGNS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("csv", heading_delimiter),
    ("gift", _GIFT.search),
    ("text", _NUMBERED.search),
    ("aiken", lambda text: _AIKEN.search(text) and _LETTERED.search(text)),
    ("gift", _BRACES.search),
)
_ROOT = re.compile(rb"<(?!\?|!)\s*(?:[\w.\-]+:)?([\w.\-]+)")

_OF_TEXT = ("gift", "aiken", "csv", "text")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# Names of editions that people say: one reader takes them all.
_ALSO = {
    **dict.fromkeys(("qti2", "qti20", "qti21", "qti3", "qti30", "imsqti"), "qti"),
    **{"moodlexml": "moodle", "numbered": "text", "excel": "xlsx"},
}


def known_name(said: str) -> str:
    """Return the name of a format however its edition is written (``QTI 2.2``), or nothing."""
    plain = re.sub(r"[^a-z0-9]", "", said.lower())
    name = _ALSO.get(plain, plain)
    return name if name in FORMATS else ""


def read_items(content: bytes, name: str = "") -> ReadFile:
    """Return the items of a file in the format of this name, or the one its content shows.

    Raises :class:`FormatRefused`.
    """
    if len(content) > MAX_BYTES:
        raise FormatRefused("formats.too-large", params={"limit": str(MAX_BYTES // 1024 // 1024)})
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise FormatRefused("formats.empty")
    chosen = name or detect_format(content)
    # The reader of tables tells workbooks by how they begin, whichever of its names was said.
    is_workbook = chosen == "csv" and content.startswith(_WORKBOOKS)
    if chosen in _OF_TEXT and not is_workbook and not is_text(content):
        raise FormatRefused("formats.not-text")
    found = FORMATS[chosen].read(content)
    if not found.items and not found.problems:
        raise FormatRefused("formats.empty")
    return found


def detect_format(content: bytes) -> str:
    """Return the name of the format that a file's content shows; raises :class:`FormatRefused`."""
    if content.startswith(b"PK\x03\x04"):
        is_table = b"xl/workbook.xml" in content or b"opendocument.spreadsheet" in content[:200]
        return "xlsx" if is_table else "qti"
    if not is_text(content):
        raise FormatRefused("formats.not-text")
    text = decoded(content[:1_000_000])
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _xml_format(text[:65_536].encode())
    for name, is_of in _SIGNS:
        if is_of(text):
            return name
    raise FormatRefused("formats.unknown")


def _xml_format(head: bytes) -> str:
    root = next((found[1] for found in _ROOT.finditer(head)), b"")
    if root == b"quiz":
        return "moodle"
    if b"assessment" in root.lower() or root in (b"manifest", b"questestinterop"):
        return "qti"
    raise FormatRefused(
        "formats.unknown-xml", params={"root": root.decode("utf-8", "replace")[:80]}
    )
