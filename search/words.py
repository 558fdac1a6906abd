"""What a reader typed, as words that an engine can look for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.api import Token, analyze

# More words than this make a query slow and nothing better; a pasted page is cut here.
MOST_WORDS = 16
LONGEST_QUERY = 300

# Words so common that asking for them narrows nothing: they are only looked for when there is
# nothing else in the query.
_STOP = (
    "а без бы в во для до ее же за и из или их к как ко ли на не о об от по под при про с со "
    "то у что это the a an of to in and or for"
)
STOP_WORDS = frozenset(_STOP.split())

_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_ENGLISH + "`", _RUSSIAN + "е")
_TO_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-яё]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a query that matter, in order."""

    tokens: tuple[Token, ...]

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return one tuple of alternative lemmas a word, each word once."""
        return tuple(dict.fromkeys(token.lemmas for token in self.tokens))


def read_words(text: str) -> Words:
    """Return the words of ``text`` without stop words (unless it has nothing else)."""
    tokens = analyze(text[:LONGEST_QUERY])
    telling = [token for token in tokens if token.text not in STOP_WORDS]
    return Words(tuple((telling or tokens)[:MOST_WORDS]))


def other_layout(text: str) -> str:
    """Return ``text`` as if typed in the other keyboard layout; empty when it mixes both.

    «lhj,b» becomes «дроби», «руддщ» becomes "hello".
    """
    lowered = text[:LONGEST_QUERY].lower()
    latin, cyrillic = _LATIN.search(lowered), _CYRILLIC.search(lowered)
    if latin and not cyrillic:
        return lowered.translate(_TO_RUSSIAN)
    if cyrillic and not latin:
        return lowered.replace("ё", "`").translate(_TO_ENGLISH)
    return ""
