"""The one analyzer: every search engine is fed with the lemmas that it emits.

Stems fail where a school needs them (человек/люди, ребёнок/дети, число/чисел), so words are
brought to their dictionary form by pymorphy3. Where a form is ambiguous (белки: белок, белка) all
plausible dictionary forms are emitted, and a query for any of them finds it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# A word is letters and digits, with combining marks (stress, decomposed «й») and soft hyphens
# that typesetting leaves inside.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
_MARKS = re.compile(r"[\u0300-\u036f\u00ad]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# A dictionary form below this share of the parses is a curiosity («вода» as «вод»); «стали» as
# «сталь» has 0.023 and must stay.
PLAUSIBLE = 0.02
MOST_LEMMAS = 3
# Longer «words» are formulas, addresses or hostile input; the dictionary knows none of them.
LONGEST_WORD = 40
CACHED_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: folded ``text``, its place ``[start, end)`` and its ``lemmas``."""

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]


def analyze(text: str) -> list[Token]:
    """Return the words of ``text`` in order; ``start`` and ``end`` count characters of ``text``.

    ``Token.text`` is lower case with ё→е and without stress marks; ``lemmas`` has at least one
    item, the likeliest first. Latin words and numbers are their own lemma. Safe from any thread.
    """
    return [
        Token(folded, match.start(), match.end(), word_lemmas(folded))
        for match in _WORD.finditer(text)
        if (folded := fold_word(match.group()))
    ]


def folded_words(text: str) -> list[str]:
    """Return the words of ``text`` in order, each folded: ``Token.text`` of every token."""
    return [folded for word in _WORD.findall(text) if (folded := _folded_raw(word))]


def lemmas(text: str) -> list[str]:
    """Return the lemmas of all words of ``text`` in order, several for an ambiguous word."""
    found: list[str] = []
    for word in _WORD.findall(text):
        found.extend(lemmas_of_word(word))
    return found


@lru_cache(maxsize=CACHED_WORDS)
def _folded_raw(word: str) -> str:
    return fold_word(word)


@lru_cache(maxsize=CACHED_WORDS)
def lemmas_of_word(word: str) -> tuple[str, ...]:
    """Return the lemmas of one word as it stands in a text, not folded; none for bare marks."""
    folded = fold_word(word)
    return word_lemmas(folded) if folded else ()


def fold_word(word: str) -> str:
    """Return one word folded: NFKC, lower case, ё→е, no stress marks, no soft hyphens."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold().replace("ё", "е")
    if not _CYRILLIC.search(folded):
        folded = unicodedata.normalize("NFD", folded)
    return _MARKS.sub("", folded)


@lru_cache(maxsize=CACHED_WORDS)
def word_lemmas(word: str) -> tuple[str, ...]:
    """Return the plausible dictionary forms of one folded word, the likeliest first."""
    if len(word) > LONGEST_WORD or not _CYRILLIC.search(word):
        return (word,)
    if not all(unicodedata.name(letter, "") for letter in word):
        return (word,)  # pymorphy3 asks for the name of every letter, and some have none
    with _dictionary_lock:
        parses = _dictionary().parse(word)
    shares: dict[str, float] = {}
    for parse in parses:
        lemma = parse.normal_form.replace("ё", "е")
        shares[lemma] = shares.get(lemma, 0.0) + parse.score
    ranked = sorted(shares, key=lambda lemma: -shares[lemma])
    plausible = [lemma for lemma in ranked if shares[lemma] >= PLAUSIBLE]
    return tuple(plausible[:MOST_LEMMAS]) or (word,)


@lru_cache(maxsize=20_000)
def beginnings_of(lemma: str) -> tuple[str, ...]:
    """Return how every folded word may begin that has this lemma: few, none begins another.

    For looking for words in a text without reading all of it: «идти» gives «ид», «шел», «шед»….
    """
    if len(lemma) > LONGEST_WORD or not _CYRILLIC.search(lemma):
        return (lemma,)
    forms = {lemma, lemma[: max(2, len(lemma) - 2)]}
    if all(unicodedata.name(letter, "") for letter in lemma):
        with _dictionary_lock:
            for parse in _dictionary().parse(lemma):
                if parse.normal_form.replace("ё", "е") == lemma:
                    forms.update(form.word.replace("ё", "е") for form in parse.lexeme)
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[:2], []).append(form)
    return tuple(sorted(_common_beginning(group) for group in groups.values()))


def _common_beginning(words: list[str]) -> str:
    """Return the longest text with which all of the words begin."""
    first, last = min(words), max(words)
    same = (at for at, letter in enumerate(first) if not last.startswith(letter, at))
    return first[: next(same, len(first))]


@lru_cache(maxsize=10_000)
def grammeme_share(word: str, grammeme: str) -> float:
    """Return how much of what one folded word may mean (0–1) has an OpenCorpora grammeme.

    ``Name``, ``Patr`` and ``Surn`` are given names, patronymics and surnames.
    """
    if len(word) > LONGEST_WORD or not all(unicodedata.name(letter, "") for letter in word):
        return 0.0
    with _dictionary_lock:
        parses = _dictionary().parse(word)
    return float(sum(parse.score for parse in parses if grammeme in parse.tag))


def is_in_dictionary(word: str) -> bool:
    """Say whether one folded word is a Russian word in one of its forms, spelt rightly."""
    if len(word) > LONGEST_WORD or not _CYRILLIC.search(word):
        return False
    with _dictionary_lock:
        return bool(_dictionary().word_is_known(word))


# pymorphy3 does not promise that two threads may parse at once.
_dictionary_lock = threading.RLock()


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    """Load the dictionary on first use: 0.2 s and 15 MB that a process without search saves."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
