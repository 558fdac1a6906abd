"""Other wordings of a text: shorter, in other forms, with a mistake; as people type them."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from typing import Any

import pymorphy3

_WORD = re.compile(r"[а-яёa-z0-9]+(?:-[а-яёa-z0-9]+)*", re.IGNORECASE)
# Where a title goes on with details.
_DETAIL = re.compile(r"[.,:;(«]|\s[–—-]\s")
_SILENT = frozenset({"NPRO", "PREP", "CONJ", "PRCL", "INTJ"})
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF"})
_SOUND_ALIKE = {
    "а": "о", "о": "а", "е": "и", "и": "е", "я": "е", "б": "п", "в": "ф", "г": "к",
    "д": "т", "ж": "ш", "з": "с", "с": "з", "т": "д", "ш": "щ", "ы": "и",
}  # fmt: skip
SHORTEST_MISTYPED = 5
LONGEST = 5


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=50_000)
def _parses(word: str) -> Any:
    return _analyzer().parse(word)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in lower case."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def is_telling(word: str) -> bool:
    """Say whether ``word`` says what a text is about."""
    tag = _parses(word)[0].tag
    return len(word) > 3 and tag.POS not in _SILENT and "Apro" not in tag


def shorten(title: str) -> str:
    """Return the beginning of a title: up to its first detail, at most ``LONGEST`` words.

    A beginning of one short word is not enough to ask for; then the details stay.
    """
    head = words_of(_DETAIL.split(title.strip(), maxsplit=1)[0])
    words = head if any(is_telling(word) for word in head) else words_of(title)
    words = words[:LONGEST]
    while words and not is_telling(words[-1]):
        words.pop()
    return " ".join(words)


def decline(text: str, case: str) -> str:
    """Return ``text`` with its first noun and the adjectives before it in ``case``.

    ``case`` is pymorphy's name of it: «сложение дробей» in the dative (``datv``) is «сложению
    дробей». A text that does not begin like that, in the nominative, is returned as it is.
    """
    words = text.split()
    for place, word in enumerate(words):
        parse = _nominative(word)
        turned = parse.inflect({case}) if parse else None
        if turned is None:
            return text
        words[place] = turned.word
        if parse.tag.POS == "NOUN":
            return " ".join(words)
    return text


def _nominative(word: str) -> Any:
    """Return how ``word`` may be read as a noun or adjective in the nominative, or ``None``."""
    read = (one for one in _parses(word) if one.tag.POS in _DECLINED and one.tag.case == "nomn")
    return next(read, None)


def noun_phrases(text: str) -> list[str]:
    """Return the nouns of ``text`` with the adjective right before each, in the nominative."""
    phrases, adjective = [], None
    for word in words_of(text):
        parse = _parses(word)[0]
        if parse.tag.POS == "NOUN" and is_telling(word):
            noun = parse.inflect({"nomn"})
            if noun is not None:
                phrases.append(_agreed(adjective, noun))
        adjective = parse if parse.tag.POS in ("ADJF", "PRTF") and is_telling(word) else None
    return list(dict.fromkeys(phrases))


def _agreed(adjective: Any, noun: Any) -> str:
    if adjective is None:
        return str(noun.word)
    tag = noun.tag
    wanted = {"nomn", tag.number} | ({tag.gender} if tag.number == "sing" and tag.gender else set())
    turned = adjective.inflect(wanted)
    return f"{turned.word} {noun.word}" if turned else str(noun.word)


def dictionary_form(word: str) -> str:
    """Return the word's first form; «ё» as people type it, without dots."""
    return str(_parses(word)[0].normal_form).replace("ё", "е")


def mistype(text: str, dice: random.Random) -> str:
    """Return ``text`` with one mistake inside its longest word; unchanged when all are short."""
    words = text.split()
    place = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[place]
    if len(word) < SHORTEST_MISTYPED:
        return text
    words[place] = _mistake(word, dice)
    return " ".join(words)


def _mistake(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    alike = [place for place in range(1, len(word)) if word[place] in _SOUND_ALIKE]
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    made = {
        "dropped": head + tail,
        "doubled": head + letter + letter + tail,
        "swapped": head + tail[0] + letter + tail[1:],
    }
    if alike:
        place = dice.choice(alike)
        made["alike"] = word[:place] + _SOUND_ALIKE[word[place]] + word[place + 1 :]
    different = [turned for turned in made.values() if turned != word]
    return dice.choice(different)
