"""Moodle XML made element by element: texts as CDATA-free XML, files as base64."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405  # only written here

from assessment.items.addresses import with_addresses

# What XML 1.0 has no place for.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class QuestionMarkup:
    """One ``<question>`` in the making."""

    def __init__(self, kind: str, media: Mapping[str, bytes]) -> None:
        self.element = Element("question", {"type": kind})
        self._media = media
        self.written: set[str] = set()

    def has_file(self, path: str) -> bool:
        """Tell whether a file that an item names is at hand."""
        return path in self._media

    def plain(self, tag: str, text: object, parent: Element | None = None) -> Element:
        """Add an element with a bare text."""
        made = SubElement(self.element if parent is None else parent, tag)
        made.text = writable(str(text))
        return made

    def text(self, tag: str, text: str, parent: Element | None = None) -> Element:
        """Add an element with a ``<text>`` in it."""
        made = SubElement(self.element if parent is None else parent, tag)
        self.plain("text", text, made)
        return made

    def html(self, tag: str, text: str, parent: Element | None = None) -> Element:
        """Add an element with HTML and the files that it shows."""
        made = SubElement(self.element if parent is None else parent, tag, {"format": "html"})
        files: dict[str, str] = {}

        def address(path: str) -> str:
            if path not in self._media:
                return path
            name = path.rsplit("/", 1)[-1]
            while files.setdefault(name, path) != path:
                name = f"{len(files)}-{name}"
            return f"@@PLUGINFILE@@/{quote(name)}"

        self.plain("text", with_addresses(text, address), made)
        for name, path in files.items():
            self.file(path, made, name)
        return made

    def file(self, path: str, parent: Element | None = None, name: str = "") -> None:
        """Add a file that the media have, under the end of its path unless a name is given."""
        name = name or path.rsplit("/", 1)[-1]
        attributes = {"name": name, "path": "/", "encoding": "base64"}
        made = SubElement(self.element if parent is None else parent, "file", attributes)
        made.text = base64.b64encode(self._media[path]).decode("ascii")
        self.written.add(path)

    def answer(self, text: str, share: Decimal, feedback: str, *, is_html: bool) -> Element:
        """Add an answer with its fraction in per cent."""
        kind = "html" if is_html else "moodle_auto_format"
        made = self.html("answer", text) if is_html else self.text("answer", text)
        made.attrib.update({"fraction": number(share * 100), "format": kind})
        self.html("feedback", feedback, made)
        return made


def number(value: Decimal) -> str:
    """Return a number without an exponent and without noughts at its end; seven places at most."""
    text = f"{round(value, 7):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def writable(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def document(questions: list[Element]) -> bytes:
    """Return the quiz as a file."""
    quiz = Element("quiz")
    quiz.extend(questions)
    written: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written
