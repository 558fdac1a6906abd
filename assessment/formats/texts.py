"""Texts of other systems: marked up in their way, made into clean HTML, and back to words."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from assessment.formats.exchange import source_name
from core.api import clean_html

# ``html`` as it stands; ``moodle`` is HTML in which a line end is a line break.
KINDS = ("html", "moodle", "markdown", "plain")
_MARKDOWN = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
_TAG = re.compile(r"<[^<>]*>")
_MEDIUM = re.compile(r"<(?P<end>/?)(?P<name>audio|video|source)\b[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r'\ssrc="([^"]+)"', re.IGNORECASE)
_SHOWN = re.compile(r"<(?:img|audio|video|object|math|table|hr)\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_ONE_PARAGRAPH = re.compile(r"\A<p>((?:(?!</?p>).)*)</p>\s*\Z", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)


def html_from(text: str, kind: str = "html") -> str:
    """Return a text of this kind as clean HTML; players of sounds and films become links."""
    if kind != "plain":
        text = _with_links(text)
    if kind == "plain":
        return clean_html(html.escape(text, quote=False).replace("\n", "<br>")).strip()
    if kind == "markdown":
        return unwrapped(clean_html(_MARKDOWN.render(text)).strip())
    if kind == "moodle":
        text = text.strip().replace("\n", "<br>\n")
    return clean_html(text).strip()


def _with_links(text: str) -> str:
    """Return HTML with a link in the place of each ``<audio>`` and ``<video>`` that has an address.

    Their tags are looked at one by one, in order, so that the time is linear in the text.
    """
    if not _MEDIUM.search(text):
        return text
    made: list[str] = []
    place, begun, address = 0, -1, ""
    for tag in _MEDIUM.finditer(text):
        name = tag["name"].lower()
        if name == "source":
            address = address or _address_of(tag[0])
        elif not tag["end"]:
            begun, address = tag.start(), _address_of(tag[0])
        elif begun >= 0:
            made += [text[place:begun], _link(address) if address else text[begun : tag.end()]]
            place, begun, address = tag.end(), -1, ""
    return "".join([*made, text[place:]])


def _address_of(tag: str) -> str:
    found = _SOURCE.search(tag)
    return html.unescape(found[1]) if found else ""


def _link(address: str) -> str:
    words = source_name(address).partition("?")[0].rpartition("/")[2] or address
    return f'<a href="{html.escape(address)}">{html.escape(words)}</a>'


def unwrapped(text: str) -> str:
    """Return HTML without the paragraph around it when it is the only one.

    >>> unwrapped("<p>Да</p>"), unwrapped("<p>Да</p><p>Нет</p>")
    ('Да', '<p>Да</p><p>Нет</p>')
    """
    found = _ONE_PARAGRAPH.match(text.strip())
    return found[1] if found else text


def words_of(text: str) -> str:
    """Return the words of clean HTML in one line, for systems that have no HTML there.

    >>> words_of("H<sub>2</sub>O &amp; <b>лёд</b>")
    'H2O & лёд'
    """
    spaced = _BREAK.sub(" ", text)
    return _SPACES.sub(" ", html.unescape(_TAG.sub("", spaced))).strip()


def is_blank(text: str) -> bool:
    """Tell whether clean HTML shows nothing: no words, and no picture, sound or formula."""
    return not words_of(text) and not _SHOWN.search(text)


def has_markup(text: str) -> bool:
    """Tell whether HTML says more than its words do."""
    return bool(_TAG.search(text))


def html_of(words: str) -> str:
    """Return words as HTML."""
    return html.escape(words, quote=False)
