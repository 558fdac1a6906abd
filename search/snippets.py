"""Highlighting: which words of a text a query found, and the best piece of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import islice
from unicodedata import is_normalized

from django.utils.safestring import SafeString, mark_safe

from core.api import beginnings_of, lemmas_of_word
from search.engine.fields import KEPT_TEXT

SNIPPET_LENGTH = 240
# Of a long text, where no word begins as it should.
READ_LENGTH = 100_000
MOST_PLACES = 60

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
_INSIDE_WORD = re.compile(r"[^\W_]|[\u0300-\u036f\u00ad]")
_SPACES = re.compile(r"\s+")
_CYRILLIC = re.compile(r"[а-я]")
# Stress and soft hyphens: what Russian texts have inside words though they are normalized.
_MARKS = ("\u0301", "\u0300", "\u00ad")

Groups = tuple[tuple[str, ...], ...]
# Start, end and number of the matched group.
Place = tuple[int, int, int]


class Marker:
    """Marks the words of one question; ``groups`` are its words as alternative lemmas.

    It lives as long as a page is made: hits share their topics, and so what is found in them.
    """

    def __init__(self, groups: Groups) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, int] = {}
        for number, group in enumerate(groups):
            for lemma in group:
                self._numbers.setdefault(lemma, number)
        self._beginnings = _beginnings_of_all(frozenset(self._numbers))

    def places(self, text: str) -> list[Place]:
        """Return the first places of words that share a lemma with a group, in order."""
        return _places_of(self._found(text), text)

    def _found(self, text: str) -> dict[str, int]:
        """Return the words of ``text`` that share a lemma with a group, and the first such group.

        Most words of most texts are looked at here; all else is done for the few that are found.
        """
        if not self._numbers:
            return {}
        strange = self._numbers.keys().isdisjoint
        words = [word for word in self._likely(text) if not strange(lemmas_of_word(word))]
        return {
            word: min(self._numbers[x] for x in lemmas_of_word(word) if x in self._numbers)
            for word in words
        }

    def _likely(self, text: str) -> set[str]:
        """Return the words of ``text`` that begin as a wanted word may; all where that is unsafe.

        Looking for a beginning is far cheaper than taking a text to words.
        """
        folded = text.lower().replace("ё", "е")
        if not self._beginnings or len(folded) != len(text) or not _is_plain(folded):
            return {*_WORD.findall(text)}
        found = set()
        for beginning in self._beginnings:
            start = folded.find(beginning)
            while start >= 0:
                word = _WORD.match(text, start)
                if word and not (start and _INSIDE_WORD.match(text, start - 1)):
                    found.add(word.group())
                start = folded.find(beginning, word.end() if word else start + 1)
        return found

    def words(self, text: str) -> tuple[str, ...]:
        """Return the found words of ``text`` as they stand in it, in lower case, each once."""
        known = self._words.get(text)
        if known is None:
            found = (text[start:end].lower() for start, end, _group in self.places(text))
            known = self._words[text] = tuple(dict.fromkeys(found))
        return known

    def highlight(self, text: str) -> SafeString:
        """Return the whole ``text`` as safe HTML with the found words in ``<mark>``."""
        return mark_safe(_marked(text, self.places(text)))  # noqa: S308  # nosec B308 B703

    def snippet(self, text: str, summary: str = "") -> SafeString:
        """Return about 240 characters of ``text`` around the most of the found words, as safe HTML.

        Without a match (the words stand in the title or the topics) it is the beginning of
        ``summary``, else of the text.
        """
        found = self._found(text[:KEPT_TEXT])
        start = _best_start(_places_of(found, text[:KEPT_TEXT]))
        if not found and summary:
            text, found = summary, self._found(summary)
        return _passage(text, start, found)

    def passage(self, text: str, start: int) -> SafeString:
        """Return about 240 characters of ``text`` around ``start``, as safe HTML."""
        return _passage(text, start, self._found(text[start : start + 2 * SNIPPET_LENGTH]))


def make_deep_snippet(
    text: str, groups: Groups, wanted: Groups, start: int | None = None
) -> SafeString:
    """Return about 240 characters of a long text around the most of the ``wanted`` words.

    Or from ``start``, where that is known; the words of ``groups`` are marked.
    """
    if start is None:
        start = _best_start(list(quick_places(text, wanted)))
    return Marker(groups).passage(text, start)


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
            here = Marker((group,)).places(text[:READ_LENGTH])
            yield from ((start, end, number) for start, end, _group in here)


def _quick(text: str, group: tuple[str, ...], number: int) -> Iterator[Place]:
    for match in _beginnings(group).finditer(text):
        if not set(group).isdisjoint(lemmas_of_word(match.group())):
            yield match.start(), match.end(), number


@lru_cache(maxsize=1024)
def _beginnings_of_all(lemmas: frozenset[str]) -> tuple[str, ...]:
    """Return how words with the lemmas begin; nothing where another script may bear accents."""
    if any(not _CYRILLIC.match(lemma) and not lemma.isdigit() for lemma in lemmas):
        return ()
    found = sorted({one for lemma in lemmas for one in beginnings_of(lemma)})
    return tuple(one for one in found if not any(one != o and one.startswith(o) for o in found))


def _is_plain(text: str) -> bool:
    """Say whether no letter is composed of several, and none stands for others."""
    return is_normalized("NFKC", text) and not any(mark in text for mark in _MARKS)


@lru_cache(maxsize=1024)
def _beginnings(group: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds words that begin as the lemmas do; ``ё`` counts as ``е``."""
    starts = sorted({lemma[: max(2, len(lemma) - 2)] for lemma in group})
    wanted = "|".join(re.escape(start).replace("е", "[её]") for start in starts)
    return re.compile(rf"(?<![^\W_])(?:{wanted})(?:[^\W_]|[\u0300-\u036f])*", re.IGNORECASE)


def _passage(text: str, start: int, found: Mapping[str, int]) -> SafeString:
    start, end = _window(text, start)
    piece = _SPACES.sub(" ", text[start:end]).strip()
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    html = f"{before}{_marked(piece, _places_of(found, piece))}{after}"
    return mark_safe(html)  # noqa: S308  # nosec B308 B703  # escaped piece by piece


def _places_of(found: Mapping[str, int], text: str) -> list[Place]:
    places = [
        (start, start + len(word), number)
        for word, number in found.items()
        for start in _starts(word, text)
    ]
    return sorted(places)[:MOST_PLACES]


def _starts(word: str, text: str) -> Iterable[int]:
    """Yield where ``word`` stands as a whole word."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and _INSIDE_WORD.match(text, start - 1)) and not _INSIDE_WORD.match(
            text, end
        ):
            yield start
        start = text.find(word, end)


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


def _marked(text: str, places: Iterable[Place]) -> str:
    parts, done = [], 0
    for start, end, _group in places:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    parts.append(escape(text[done:]))
    return "".join(parts)
