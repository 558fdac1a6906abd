"""Subjects that are named in passing: «химия атомы», «английский язык 7 класс погода»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from core.api import Token, analyze
from framework.data import Tree
from search.synonyms import Meaning, Wording, vocabulary
from search.words import STOP_WORDS

# States of the framework whose titles are kept: one is current, one may be on its way out.
KEPT = 4

Titles = tuple[tuple[UUID, Wording], ...]


def named_subjects(tokens: Sequence[Token], tree: Tree) -> tuple[UUID, ...]:
    """Return the subjects whose whole title, or a synonym of it, stands among ``tokens``.

    Where several begin with one word the longest is meant: «иностранный (английский) язык».
    """
    titles = _titles(tree.stamp, tuple((uuid, tree.nodes[uuid].title) for uuid in tree.subjects))
    found: dict[UUID, None] = {}
    place = 0
    while place < len(tokens):
        length, subjects = _named_at(tokens, place, titles)
        found |= dict.fromkeys(subjects)
        place += max(1, length)
    return tuple(found)


def _named_at(tokens: Sequence[Token], place: int, titles: Titles) -> tuple[int, list[UUID]]:
    """Return how many words at ``place`` name subjects, and which."""
    standing = [
        (len(title), uuid) for uuid, title in titles if title and _stands(title, tokens[place:])
    ]
    if standing:
        longest = max(length for length, _uuid in standing)
        return longest, [uuid for length, uuid in standing if length == longest]
    meant = vocabulary().meaning_at(tokens, place)
    if meant is None:
        return 0, []
    return meant[1], [uuid for uuid, title in titles if _means(meant[0], title)]


def _stands(title: Wording, tokens: Sequence[Token]) -> bool:
    return len(tokens) >= len(title) and all(
        not set(lemmas).isdisjoint(token.lemmas)
        for lemmas, token in zip(title, tokens, strict=False)
    )


def _means(meaning: Meaning, title: Wording) -> bool:
    return any(
        len(wording) == len(title)
        and all(
            not set(ours).isdisjoint(theirs) for ours, theirs in zip(wording, title, strict=True)
        )
        for wording in meaning.wordings
    )


@lru_cache(maxsize=KEPT)
def _titles(stamp: str, subjects: tuple[tuple[UUID, str], ...]) -> Titles:
    """Return the telling words of the titles; ``stamp`` is the framework's."""
    return tuple((uuid, _telling(title)) for uuid, title in subjects)


def _telling(title: str) -> Wording:
    return tuple(token.lemmas for token in analyze(title) if token.text not in STOP_WORDS)
