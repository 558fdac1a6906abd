"""Does a text name a person in full? Then it is not kept where nobody asked for names."""

from __future__ import annotations

from itertools import pairwise

from core.text.analyzer import Token, analyze, grammeme_share

MOST_WORDS = 30
# «роман» is a name by 0.07, «вера» by 0.3: words like these are meant as words.
LIKELY = 0.5
# The feminine forms of surnames are divided among cases and an adjective: «толстой» has 0.57.
LIKELY_SURNAME = 0.4


def names_a_person(text: str) -> bool:
    """Say whether somebody is named by two parts of a name side by side, or by initials.

    A surname alone («Лермонтов») or a given name with a number («Пётр I») is nobody's full name;
    «Лев Толстой» is one: who is famous the dictionary does not know.

    >>> names_a_person("иванов петя 5б"), names_a_person("законы Ньютона")
    (True, False)
    """
    words = analyze(text)[:MOST_WORDS]
    return any(_is_full(*pair) for pair in pairwise(words)) or any(
        _has_initials(words, place) for place in range(len(words))
    )


def _is_full(one: Token, other: Token) -> bool:
    parts = _parts(one.text), _parts(other.text)
    joined = parts[0] | parts[1]
    return bool(parts[0] and parts[1]) and len(joined) > 1


def _parts(word: str) -> set[str]:
    """Return what parts of a name the word is likely to be."""
    if len(word) < 2:
        return set()
    found = {part for part in ("Name", "Patr") if grammeme_share(word, part) >= LIKELY}
    return found | ({"Surn"} if grammeme_share(word, "Surn") >= LIKELY_SURNAME else set())


def _has_initials(words: list[Token], place: int) -> bool:
    """Say whether two single letters stand beside the surname at ``place``."""
    if "Surn" not in _parts(words[place].text):
        return False
    before, after = words[max(0, place - 2) : place], words[place + 1 : place + 3]
    return any(
        len(side) == 2 and all(len(word.text) == 1 and word.text.isalpha() for word in side)
        for side in (before, after)
    )
