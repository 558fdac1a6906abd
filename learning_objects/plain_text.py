"""The plain text of content, for search, snippets, word counts and differences."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from learning_objects.content import LINES, PAIRS

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|div|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")
# Settings, ids and references are not text that anyone reads.
_SILENT = {"id", "type", "uuid", "version", "image", "document", "decorative", "minutes", "tex"}


def strip_html(markup: str) -> str:
    """Return rich text as plain lines, one paragraph or list item a line."""
    lines = _TAG.sub("", _BLOCK_END.sub("\n", markup))
    return _SPACES.sub(" ", html.unescape(lines)).strip()


def text_of(content: dict[str, Any]) -> str:
    """Return all words of ``content`` that a reader sees, one piece a line."""
    return "\n".join(piece for piece in _pieces(content) if piece)


def text_of_block(block: dict[str, Any]) -> str:
    """Return the words of one StreamField block (``{"type", "value", …}``)."""
    return "\n".join(piece for piece in _walk(block.get("value"), "text") if piece)


def _pieces(content: dict[str, Any]) -> Iterator[str]:
    yield content.get("summary", "")
    yield content.get("outcome", "")
    for name in (*LINES, *PAIRS):
        yield from _walk(content.get(name, []), name)
    yield content.get("equipment", "")
    yield content.get("safety", "")
    yield from _walk(content.get("body", []), "body")
    for name in ("support", "extension", "homework"):
        yield strip_html(content.get(name, ""))


def _walk(value: Any, name: str) -> Iterator[str]:
    """Yield the texts below ``value``; ``name`` is the key it stood under."""
    if isinstance(value, str):
        yield strip_html(value) if "<" in value else value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _SILENT:
                yield from _walk(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, name)
