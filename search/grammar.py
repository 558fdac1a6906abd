"""What a reader typed, taken apart: words, phrases, words to leave out, fields, hints.

``класс:7 "закон Ома" -лабораторная тест`` asks for grade 7 alone, for the very words «закон Ома»
side by side, for nothing that has a form of «лабораторная», and rather for tests. Whatever is not
understood stays a word: any text is a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.api import Token, analyze, fold_word
from search.words import LONGEST_QUERY, MOST_WORDS, STOP_WORDS

MOST_PHRASES = 4
MOST_EXCLUDED = 8
GRADES = range(1, 12)

# Names of fields in both languages, as they stand before a colon.
FIELDS = {
    "класс": "grade",
    "grade": "grade",
    "предмет": "subject",
    "subject": "subject",
    "вид": "kind",
    "тип": "kind",
    "kind": "kind",
    "автор": "author",
    "author": "author",
    "тема": "topic",
    "topic": "topic",
    "лицензия": "licence",
    "licence": "licence",
}

_FIELD = re.compile(r"(?<![^\s(])([^\W\d_]+):(\"[^\"]*\"|«[^»]*»|[^\s\"«]+)")
_PHRASE = re.compile(r"(?<![-–−])[\"«“„]([^\"«»“”„]+)[\"»”“]")
_MINUS = re.compile(r"(?<![^\s(])[-−–](?=[^\W\d_])([^\s]+)")
_NUMBERS = r"(\d{1,2})(?:\s*[-–,и]\s*(\d{1,2}))?"
_GRADE = re.compile(
    rf"(?<![\w.,:]){_NUMBERS}\s*[-–]?\s*(?:х|й|го|ом|м|ых|е)?\s*(?:класс[а-я]*|кл)(?![\w])\.?",
    re.IGNORECASE,
)
_GRADE_AFTER = re.compile(rf"(?<!\w)класс[а-я]*\s+{_NUMBERS}(?![\w.,])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the question and the place ``[start, end)`` where it stands in the text."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A query taken apart.

    ``tokens`` are the plain words that tell something, with their places in the text as typed;
    ``phrases`` folded words that stand side by side; ``excluded`` the lemmas of words to leave out;
    ``fields`` what was asked of fields, as typed; ``grades`` those named in passing («7 класс»).
    """

    text: str
    tokens: tuple[Token, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    fields: tuple[Field, ...] = ()
    grades: tuple[int, ...] = ()
    phrase_tokens: tuple[Token, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to look for, only marks."""
        return not (self.tokens or self.phrases or self.fields or self.grades or self.excluded)


def read_question(text: str) -> Question:
    """Return ``text`` taken apart. Spans that are understood do not count as words again."""
    left = text[:LONGEST_QUERY]
    fields, left = _take_fields(left)
    phrases, left = _take_phrases(left)
    excluded, left = _take_excluded(left, alone=not (fields or phrases))
    grades, left = _take_grades(left)
    tokens = analyze(left)
    telling = [token for token in tokens if token.text not in STOP_WORDS]
    if not telling and not (phrases or fields or grades):
        telling = tokens
    return Question(
        text=text,
        tokens=tuple(telling[:MOST_WORDS]),
        phrases=tuple(tuple(token.text for token in phrase) for phrase in phrases),
        excluded=tuple(excluded),
        fields=tuple(fields),
        grades=tuple(grades),
        phrase_tokens=tuple(token for phrase in phrases for token in phrase),
    )


def _blank(text: str, found: re.Match[str]) -> str:
    """Return ``text`` with spaces in the place of what was found, so that places stay right."""
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]


def _take_fields(text: str) -> tuple[list[Field], str]:
    fields: list[Field] = []
    for found in list(_FIELD.finditer(text)):
        name = FIELDS.get(fold_word(found.group(1)))
        value = found.group(2).strip('"«»').strip()
        if name and value:
            fields.append(Field(name, value, found.start(), found.end()))
            text = _blank(text, found)
    return fields, text


def _take_phrases(text: str) -> tuple[list[list[Token]], str]:
    phrases: list[list[Token]] = []
    for found in list(_PHRASE.finditer(text)):
        words = analyze(found.group(1))
        if words and len(phrases) < MOST_PHRASES:
            phrases.append(words)
            text = _blank(text, found)
    return phrases, text


def _take_excluded(text: str, *, alone: bool) -> tuple[list[tuple[str, ...]], str]:
    excluded: list[tuple[str, ...]] = []
    rest = text
    for found in list(_MINUS.finditer(text)):
        words = analyze(found.group(1))
        # A compound («-онлайн-урок») is one word to its writer, and leaving out each part is not
        # what was meant: it stays a word.
        if len(words) == 1 and len(excluded) < MOST_EXCLUDED:
            excluded.append(words[0].lemmas)
            rest = _blank(rest, found)
    # Somebody who typed only «-тест» is looking for tests.
    return ([], text) if alone and excluded and not analyze(rest) else (excluded, rest)


def _take_grades(text: str) -> tuple[list[int], str]:
    grades: list[int] = []
    for pattern in (_GRADE, _GRADE_AFTER):
        for found in list(pattern.finditer(text)):
            first = int(found.group(1))
            last = int(found.group(2) or first)
            if first in GRADES and last in GRADES and first <= last:
                grades += range(first, last + 1)
                text = _blank(text, found)
    return list(dict.fromkeys(grades)), text
