"""Texts of other systems: marked up in their way, made into clean HTML, and back to words."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from core.api import clean_html

# ``html`` as it stands; ``moodle`` is HTML in which a line end is a line break.
KINDS = ("html", "moodle", "markdown", "plain")
_MARKDOWN = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
_TAG = re.compile(r"<[^<>]*>")
_SHOWN = re.compile(r"<(?:img|audio|video|object|math|table|hr)\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_ONE_PARAGRAPH = re.compile(r"\A<p>((?:(?!</?p>).)*)</p>\s*\Z", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)


def html_from(text: str, kind: str = "html") -> str:
    """Return a text of this kind as clean HTML."""
    if kind == "plain":
        return clean_html(html.escape(text, quote=False).replace("\n", "<br>")).strip()
    if kind == "markdown":
        return unwrapped(clean_html(_MARKDOWN.render(text)).strip())
    if kind == "moodle":
        text = text.strip().replace("\n", "<br>\n")
    return clean_html(text).strip()


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
