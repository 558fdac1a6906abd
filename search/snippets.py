"""Highlighting: which words of a text a query found, and the best piece of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.api import fold_word, word_lemmas

SNIPPET_LENGTH = 240
# Where the words stand deeper than this, the beginning of the text tells more.
SCANNED_LENGTH = 20_000
# Of a long text, where no word begins as it should.
READ_LENGTH = 100_000
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
    places = list(_places(text[:SCANNED_LENGTH], groups)) if groups else []
    if not places and summary:
        text = summary
    return _passage(text, _best_start(places), groups)


def make_deep_snippet(
    text: str, groups: Groups, wanted: Groups, start: int | None = None
) -> SafeString:
    """Return about 240 characters of a long text around the most of the ``wanted`` words.

    Or from ``start``, where that is known; the words of ``groups`` are marked.
    """
    if start is None:
        start = _best_start(list(quick_places(text, wanted)))
    return _passage(text, start, groups)


def quick_places(text: str, groups: Groups) -> Iterator[Place]:
    """Yield the places of words that share a lemma with one of ``groups``, of each at least one.

    For long texts: words are looked for by how their lemmas begin, and only where that finds
    nothing (люди – человек) the text is read word by word.
    """
    for number, group in enumerate(groups):
        found = islice(_quick(text, group, number), MOST_PLACES)
        first = next(found, None)
        if first is not None:
            yield first
            yield from found
        else:
            here = islice(_places(text[:READ_LENGTH], (group,)), MOST_PLACES)
            yield from ((start, end, number) for start, end, _group in here)


def _quick(text: str, group: tuple[str, ...], number: int) -> Iterator[Place]:
    for match in _beginnings(group).finditer(text):
        if _group_of(match.group(), (group,)) >= 0:
            yield match.start(), match.end(), number


@lru_cache(maxsize=1024)
def _beginnings(group: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds words that begin as the lemmas do; ``ё`` counts as ``е``."""
    starts = sorted({lemma[: max(2, len(lemma) - 2)] for lemma in group})
    wanted = "|".join(re.escape(start).replace("е", "[её]") for start in starts)
    return re.compile(rf"(?<![^\W_])(?:{wanted})(?:[^\W_]|[\u0300-\u036f])*", re.IGNORECASE)


def _passage(text: str, start: int, groups: Groups) -> SafeString:
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
