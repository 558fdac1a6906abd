"""Full names of people: a pupil or a colleague should not be found by one's lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from core.api import fold, word_lemmas
from framework.api import get_tree
from framework.data import GRADE, Tree
from learning_objects.data import INFO, WARNING
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import WordList
from moderation.checks.pieces import Studied
from moderation.checks.scholars import SCHOLARS

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = (
    r"[А-ЯЁ][а-яё]*(?:ович|евич|ьич|мич|кич)(?:а|у|ем|е)?\b"
    r"|[А-ЯЁ][а-яё]*(?:овн|евн|ичн)(?:а|ы|е|у|ой|ою)\b"
)
_GAP = r"[ \u00a0]+"
_FULL = re.compile(rf"(?:\b({_WORD}){_GAP})?\b{_WORD}{_GAP}(?:{_PATRONYMIC})(?:{_GAP}({_WORD})\b)?")
# The first word of a sentence has a capital letter anyhow: it counts when it sounds like a surname.
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|ск|цк)(?:а|у|ы|ой|ым|ом|ому|ого|ий|ая|ую|е)?$"
    r"|(?:ко|[юу]к|[юу]ка|[яа]н|дзе|швили|ец|[иы]х|[ао]й|ман|берг|штейн)(?:а|у|ом|ем)?$"
)


def look_at_names(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find surnames with first name and patronymic, unless the person is known to everybody."""
    found = [
        (piece, name) for piece in studied.pieces for name in dict.fromkeys(full_names(piece.text))
    ]
    if not found:
        return
    known = [[stems_of(word) for word in name.split()] for name in params["known"]]
    told = _words_of(studied)
    for piece, name in found:
        stems = {stem for word in name.split() for stem in stems_of(word)}
        if not stems & told and not any(_is_named(person, stems) for person in known):
            yield at(piece, name)


def _is_named(person: list[set[str]], stems: set[str]) -> bool:
    """Say whether every word of a known person's entry stands in a name."""
    return bool(person) and all(word & stems for word in person)


def full_names(text: str) -> Iterator[str]:
    """Yield the full names of a text: surname, first name, patronymic in either order."""
    for match in _FULL.finditer(text):
        first, last = match[1], match[2]
        if first and _begins_sentence(text, match.start()) and not _SURNAME.search(first.lower()):
            first = None
        if first or last:
            words = " ".join(match[0].split())
            yield words if first or not match[1] else words.removeprefix(match[1]).strip()


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(' \u00a0«"(–—-')
    return not before or before[-1] in ".!?…:;\n"


def stems_of(word: str) -> set[str]:
    """Return the dictionary forms of a word, and the beginning that its cases share."""
    folded = fold(word).replace("ё", "е")
    # Surnames that the dictionary does not have keep their case: compare them without the ending.
    stem = re.sub(r"(?:ого|ому|ой|ым|ом|ый|ий|ая|а|у|е|ы|и|я|ю)$", "", folded)
    return {*word_lemmas(folded), stem} if len(stem) > 3 else set(word_lemmas(folded))


def _words_of(studied: Studied) -> set[str]:
    """Return the capitalised words of the title and of the curriculum of the covered grades."""
    title = set(_stems_of_names(str(studied.content.get("title", ""))))
    tree = get_tree()
    return title.union(*(_curriculum_words(tree, uuid) for uuid in studied.topics))


def _curriculum_words(tree: Tree, uuid: UUID) -> frozenset[str]:
    grade = next((node for node in tree.path(uuid) if node.kind == GRADE), None)
    if grade is None:
        return frozenset()
    return _grade_words(tree.stamp, grade.uuid)


@lru_cache(maxsize=200)
def _grade_words(stamp: str, grade: UUID) -> frozenset[str]:
    """Return the names in a subject's grade; ``stamp`` makes a new curriculum a new question."""
    texts = (f"{node.title}\n{node.content}" for node in get_tree().descend(grade))
    return frozenset(_stems_of_names("\n".join(texts)))


def _stems_of_names(text: str) -> set[str]:
    words = {match[0] for match in re.finditer(_WORD, text)}
    return {stem for word in words for stem in stems_of(word)}


OPERATORS = (
    Operator(
        "names",
        gettext_lazy("Full names of people"),
        gettext_lazy(
            "Finds surname, first name and patronymic together, unless the title, the curriculum "
            "or the list names the person."
        ),
        look_at_names,
        (
            WordList(
                "known",
                gettext_lazy("Surnames of people known to everybody"),
                list(SCHOLARS),
                gettext_lazy("Scholars, writers, artists, persons of history: one a line."),
            ),
        ),
        levels=(INFO, WARNING),
    ),
)
