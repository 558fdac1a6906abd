"""One ``<question>`` of Moodle XML: its texts, numbers, flags and files."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException
from urllib.parse import unquote
from xml.etree.ElementTree import Element  # nosec B405  # parsed by core.safe_xml

from assessment.formats.building import Draft, NotTaken, share_of
from assessment.formats.texts import html_from, words_of

MAX_FILE = 20 * 1024 * 1024
MAX_FILES = 150 * 1024 * 1024
_KINDS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "plain": "plain"}
_FILE_PLACE = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>?#]{1,500})(?:\?[^\"'\s<>#]{0,200})?")
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(slots=True)
class Media:
    """The files of a whole quiz by the path that texts name."""

    found: dict[str, bytes] = field(default_factory=dict)
    size: int = 0

    def add(self, name: str, content: bytes) -> str | None:
        """Keep a file and return its path, or ``None`` when there is too much already."""
        digest = hashlib.sha256(content).hexdigest()[:16]
        path = f"media/{digest}-{_UNSAFE.sub('_', name.rsplit('/', 1)[-1])[-80:]}"
        if path not in self.found:
            if self.size + len(content) > MAX_FILES:
                return None
            self.size += len(content)
            self.found[path] = content
        return path


@dataclass(frozen=True, slots=True)
class Source:
    """A question with what its reading needs: ``fill`` puts values into texts of a variant."""

    element: Element
    media: Media
    draft: Draft
    fill: Callable[[str], str] | None = None

    def all(self, tag: str) -> list[Element]:
        """Return the children of this name."""
        return self.element.findall(tag)

    def has(self, tag: str) -> bool:
        """Tell whether there is a child of this name."""
        return self.element.find(tag) is not None

    def value(self, tag: str, default: str = "") -> str:
        """Return the bare text of a child, or of its ``<text>``."""
        child = self.element.find(tag)
        return bare(child) or default

    def flag(self, tag: str, *, default: bool = False) -> bool:
        """Return a child that says yes or no; an empty one says yes."""
        child = self.element.find(tag)
        if child is None:
            return default
        return bare(child).lower() in ("1", "true", "yes", "")

    def number(self, tag: str, default: str = "0") -> Decimal:
        """Return a child that is a number."""
        return decimal_of(self.value(tag, default))

    def html(self, tag: str) -> str:
        """Return a child with a text as clean HTML."""
        child = self.element.find(tag)
        return "" if child is None else self.html_of(child)

    def html_of(self, element: Element) -> str:
        """Return the text of an element as clean HTML, with its files where it names them."""
        kind = _KINDS.get(element.get("format", "html"), "moodle")
        return html_from(self.with_files(element, self.raw(element)), kind)

    def raw(self, element: Element) -> str:
        """Return the text of an element as it stands, with values put in."""
        text = (element.findtext("text") if element.find("text") is not None else None) or ""
        if element.find("text") is None:
            text = element.text or ""
        return self.fill(text.strip()) if self.fill else text.strip()

    def with_files(self, element: Element, text: str) -> str:
        """Return a text with its ``@@PLUGINFILE@@`` addresses turned into paths of media."""
        files = {_file_name(file): file for file in element.findall("file")}
        used: set[str] = set()

        def path(found: re.Match[str]) -> str:
            name = unquote(found[1])
            used.add(name)
            if (file := files.get(name)) is None:
                self.draft.lost("formats.moodle.file-missing", name=name)
                return ""
            return self.keep(file) or ""

        filled = _FILE_PLACE.sub(path, text)
        for name in files.keys() - used:
            self.draft.lost("formats.moodle.file-unused", name=name)
        return filled

    def keep(self, file: Element) -> str | None:
        """Keep a ``<file>`` among the media and return its path; what is wrong is noted."""
        name = _file_name(file) or "file"
        text = file.text or ""
        if file.get("encoding", "base64") != "base64" or len(text) > MAX_FILE * 3 // 2:
            self.draft.lost("formats.moodle.file", name=name)
            return None
        try:
            content = base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            self.draft.lost("formats.moodle.file", name=name)
            return None
        path = self.media.add(name, content) if len(content) <= MAX_FILE else None
        if path is None:
            self.draft.lost("formats.moodle.file", name=name)
        return path

    def answers(self) -> Iterator[tuple[str, Decimal, str, Element]]:
        """Yield (words, share, feedback, element) of each ``<answer>``."""
        for answer in self.all("answer"):
            share = share_of(decimal_of(answer.get("fraction", "0")))
            yield self.words_of(answer), share, self.feedback_of(answer), answer

    def words_of(self, element: Element) -> str:
        """Return the text of an answer as words: HTML only where it says it is HTML."""
        text = self.raw(element)
        looks_marked = element.get("format") == "html" and "<" in text
        return words_of(html_from(text)) if looks_marked else " ".join(text.split())

    def feedback_of(self, element: Element) -> str:
        """Return what is said to an answer."""
        feedback = element.find("feedback")
        return "" if feedback is None else self.html_of(feedback)


def bare(element: Element | None) -> str:
    """Return the text of an element or of the ``<text>`` in it."""
    if element is None:
        return ""
    return ((element.findtext("text") or element.text) or "").strip()


def decimal_of(text: str) -> Decimal:
    """Return a number of the file; a decimal comma is read too. Raises :class:`NotTaken`."""
    try:
        number = Decimal(text.strip().replace(",", ".").replace("\u2212", "-") or "0")
    except DecimalException:
        raise NotTaken("formats.not-a-number", text=text[:80]) from None
    if not number.is_finite() or abs(number.adjusted()) > 300 or len(number.as_tuple().digits) > 60:
        raise NotTaken("formats.not-a-number", text=text[:80])
    return number.normalize() + Decimal(0)


def whole(text: str, default: int = 0) -> int:
    """Return a whole number of the file, or the default."""
    bare_text = text.strip()
    return int(bare_text) if re.fullmatch(r"-?[0-9]{1,9}", bare_text) else default


def _file_name(file: Element) -> str:
    folder = file.get("path", "/").strip("/")
    name = file.get("name", "").strip()
    return f"{folder}/{name}" if folder else name
