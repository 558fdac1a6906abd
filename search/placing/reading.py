"""The words of a lesson's title that say what the lesson is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.api import Token, analyze
from search.words import STOP_WORDS

LONGEST_TITLE = 700
MOST_TITLE_WORDS = 60
# A number of fewer digits is the lesson's number, its hours or its grade; of more, mostly a year.
TELLING_DIGITS = 3

# The totals that programmes print below the last lesson; copied, they stick to its title.
_TOTALS = re.compile(r"\bобщее\s+количество\s+(?:уроков|часов)\b.*", re.IGNORECASE | re.DOTALL)

# Dictionary forms that name the form of a lesson and not its matter: «Контрольная работа по теме»,
# «Урок обобщающего повторения», «Резервный урок».
_FORM = (
    "урок резервный обобщать обобщение повторение повторить контрольный контроль работа "
    "практический практикум лабораторный проверочный проверка диагностический зачет итоговый "
    "тема раздел изучить пройти закрепление систематизация знание класс"
)
FORM_WORDS = frozenset(_FORM.split())


@dataclass(frozen=True, slots=True)
class LessonWords:
    """A title as ``groups`` of alternative lemmas, each word once, and its ``first`` lemmas.

    ``first`` holds the likeliest lemma of every word in order, repeated words too.
    """

    groups: tuple[tuple[str, ...], ...]
    first: tuple[str, ...]


def read_lesson(title: str) -> LessonWords:
    """Return the telling words of a lesson's title; any text is valid.

    Numbers, stop words and words for the form of a lesson are left out, unless the title has
    nothing else: «Резервный урок» then still finds «Резервное время».
    """
    tokens = content_words(_TOTALS.sub("", title[:LONGEST_TITLE]))
    telling = [token for token in tokens if _tells(token)] or tokens
    kept = telling[:MOST_TITLE_WORDS]
    return LessonWords(
        tuple(dict.fromkeys(token.lemmas for token in kept)),
        tuple(token.lemmas[0] for token in kept),
    )


def content_words(text: str) -> list[Token]:
    """Return the words of ``text`` in order, without stop words."""
    return [token for token in analyze(text) if token.text not in STOP_WORDS]


def _tells(token: Token) -> bool:
    if token.text.isdigit():
        return len(token.text) >= TELLING_DIGITS
    return token.lemmas[0] not in FORM_WORDS
