"""How hard the pupils' text is to read.

The formula is the Flesch–Kincaid grade level fitted to Russian school textbooks of grades 5–11:
``0.36 · words in a sentence + 5.76 · syllables in a word − 11.97``. Source: V. Solovyev, V. Ivanov,
M. Solnyshkina, «Assessment of reading difficulty levels in Russian academic texts: Approaches and
metrics», Journal of Intelligent & Fuzzy Systems 34 (2018) 5, pp. 3049–3058. A syllable is a vowel.
It was fitted to prose on society; scientific terms make a text look harder than it is, so the
limits of the shipped rule leave room, and the rule only advises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from learning_objects.data import INFO, WARNING
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import GradeLimits, Number
from moderation.checks.params import limit_for as limit_for_grades
from moderation.checks.pieces import Piece, Studied

# What a sentence ends with; a full stop after one letter (initials) or before a small one does not.
_END = re.compile(r"(?<!\b[А-ЯЁA-Zа-яё])[.!?…]+(?=[\s»\")]+[«\"(]?[А-ЯЁA-Z\d–—]|\s*$)|\n+")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_VOWEL = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)
_READ_KINDS = frozenset({"text", "quote", ""})
LONG_SENTENCE = 25  # words; the longest one above it is shown


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of a text, and the school grade that they stand for."""

    words: int
    sentences: int
    syllables: int
    longest: str

    @property
    def grade(self) -> float:
        """Return the grade by the formula; 0 for a text without words."""
        if not self.words:
            return 0.0
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return max(0.0, 0.36 * per_sentence + 5.76 * per_word - 11.97)


def measure(texts: Iterable[str]) -> Reading:
    """Count the Russian words, sentences and syllables of ``texts``."""
    words = sentences = syllables = most = 0
    longest = ""
    for text in texts:
        for sentence in _END.split(text):
            found = _WORD.findall(sentence)
            if not found:
                continue
            sentences += 1
            words += len(found)
            syllables += sum(len(_VOWEL.findall(word)) for word in found)
            if len(found) > most:
                most, longest = len(found), " ".join(sentence.split())
    return Reading(words, sentences, syllables, longest if most > LONG_SENTENCE else "")


def look_at_reading_level(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find a text for pupils that is harder than the youngest of its grades can read."""
    limit = limit_for_grades(params["limits"], studied.grades)
    if limit is None or studied.content.get("language", "ru") != "ru":
        return
    read = [piece for piece in studied.pieces if piece.pupils and piece.kind in _READ_KINDS]
    found = measure(piece.text for piece in read)
    if found.words < params["least_words"] or found.grade <= limit:
        return
    words = f"«{found.longest}»" if found.longest else ""
    grade, most = number_format(found.grade, 1), number_format(limit)
    yield at(_hardest(read, found.longest), words, number=grade, limit=most)


def _hardest(read: list[Piece], longest: str) -> Piece:
    """Return the piece with the longest sentence; when none is long, the hardest of the longer."""
    start = longest[:40]
    for piece in read:
        if start and start in " ".join(piece.text.split()):
            return piece
    measured = [(measure([piece.text]), piece) for piece in read]
    longer = [pair for pair in measured if pair[0].words >= LONG_SENTENCE] or measured
    return max(longer, key=lambda pair: pair[0].grade)[1]


OPERATORS = (
    Operator(
        "reading_level",
        gettext_lazy("Reading level by grade"),
        gettext_lazy(
            "Compares the pupils' text with a grade by the formula of Solovyev, Ivanov and "
            "Solnyshkina (2018) for Russian school texts."
        ),
        look_at_reading_level,
        (
            GradeLimits(
                "limits",
                gettext_lazy("Highest level for each grade"),
                {"1-2": 6, "3-4": 8, "5-6": 10, "7-8": 12, "9": 13, "10-11": 15},
                gettext_lazy("One range of grades a line, for example 5-6: 10"),
            ),
            Number(
                "least_words",
                gettext_lazy("Words from which on a text is measured"),
                100,
                gettext_lazy("A short text says little about its level."),
                least=30,
                most=5_000,
            ),
        ),
        levels=(INFO, WARNING),
    ),
)
