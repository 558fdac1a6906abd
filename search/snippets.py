"""Highlighting: which words of a text a query found, and the best piece of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.api import fold_word, word_lemmas
from search.engine.fields import KEPT_TEXT

SNIPPET_LENGTH = 240
MOST_PLACES = 60

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
_SPACES = re.compile(r"\s+")

Groups = tuple[tuple[str, ...], ...]
# Start, end and number of the matched group.
Place = tuple[int, int, int]


def highlight(text: str, groups: Groups) -> SafeString:
    """Return the whole ``text`` as safe HTML with the found words in ``<mark>``."""
    return _marked(text, _places(text, groups))


def make_snippet(text: str, groups: Groups, summary: str = "") -> SafeString:
    """Return about 240 characters of ``text`` around the most of the found words, as safe HTML.

    Without a match (the words stand in the title or the topics) it is the beginning of
    ``summary``, else of the text.
    """
    places = list(_places(text[:KEPT_TEXT], groups)) if groups else []
    if not places and summary:
        text = summary
    start = _best_start(places)
    start, end = _window(text, start)
    piece = _SPACES.sub(" ", text[start:end]).strip()
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return format_html("{}{}{}", before, _marked(piece, _places(piece, groups)), after)


def _best_start(places: list[Place]) -> int:
    """Return where the window with the most different words (then the most words) begins."""
    best, best_start = (0, 0), 0
    for number, (start, _end, _group) in enumerate(places):
        inside = [p for p in places[number : number + 20] if p[1] <= start + SNIPPET_LENGTH]
        value = (len({group for _s, _e, group in inside}), len(inside))
        if value > best:
            best, best_start = value, start
    return best_start


def _window(text: str, start: int) -> tuple[int, int]:
    """Widen to the beginning of the line or a word a little before, and to whole words."""
    if start:
        floor = max(0, start - SNIPPET_LENGTH // 4)
        line = text.rfind("\n", floor, start)
        space = text.find(" ", floor, start) if floor else -1
        start = line + 1 if line >= 0 else (space + 1 if space >= 0 else floor)
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = space if space > start else end
    return start, end


def _places(text: str, groups: Groups) -> Iterator[Place]:
    """Yield the places of words that share a lemma with one of ``groups``."""
    if not groups:
        return
    number = 0
    for match in _WORD.finditer(text):
        group = _group_of(match.group(), groups)
        if group >= 0:
            yield match.start(), match.end(), group
            number += 1
            if number == MOST_PLACES:
                return


@lru_cache(maxsize=65_536)
def _group_of(word: str, groups: Groups) -> int:
    """Return the number of the group that ``word`` belongs to, or -1."""
    own = word_lemmas(fold_word(word))
    return next((n for n, group in enumerate(groups) if not set(own).isdisjoint(group)), -1)


def _marked(text: str, places: Iterable[Place]) -> SafeString:
    parts, done = [], 0
    for start, end, _group in places:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    parts.append(escape(text[done:]))
    return mark_safe("".join(parts))  # noqa: S308  # nosec B308 B703  # escaped piece by piece
