"""Search columns: the words of a text as one string that ``in`` can look into.

A column holds every word as it stands and its dictionary forms, each once and between spaces, so
that `` слово `` finds a whole word and `` сло`` the beginning of one without an index.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.api import analyze

# Words that say nothing by themselves; a question made of nothing else keeps them.
_EMPTY_WORDS = frozenset(
    ("а", "в", "во", "для", "до", "за", "и", "из", "к", "на", "не", "о", "об", "от", "по", "с", "у")
)


def words_column(text: str) -> str:
    """Return the words of ``text`` and their lemmas, sorted; empty for a text without words."""
    words = {form for token in analyze(text) for form in (token.text, *token.lemmas)}
    return f" {' '.join(sorted(words))} " if words else ""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a question; any of ``needles`` within a column is a match."""

    needles: tuple[str, ...]

    def within(self, column: str) -> bool:
        """Say whether a words column holds the word, a form of it or a word it begins."""
        return any(needle in column for needle in self.needles)


def query_words(text: str) -> list[QueryWord]:
    """Return what to look for, one item a word; numbers must match whole."""
    tokens = analyze(text)
    telling = [token for token in tokens if token.text not in _EMPTY_WORDS] or tokens
    return [
        QueryWord(
            (
                f" {token.text} " if token.text.isdigit() else f" {token.text}",
                *(f" {lemma} " for lemma in token.lemmas),
            )
        )
        for token in telling
    ]
