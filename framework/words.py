"""Search columns: the words of a text as one string that ``in`` can look into."""

from __future__ import annotations

import re

from core.api import fold

_WORD = re.compile(r"\w+")


def word_sets(text: str) -> list[frozenset[str]]:
    """Return for each word of ``text`` the forms under which it may be found."""
    return [frozenset({word}) for word in _WORD.findall(fold(text))]


def words_column(text: str) -> str:
    """Return every word of ``text`` once, sorted, each between spaces; empty for no words."""
    words = {form for forms in word_sets(text) for form in forms}
    return f" {' '.join(sorted(words))} " if words else ""
