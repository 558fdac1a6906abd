"""Our search without one of its ingredients: what does each contribute?

An ingredient is taken out by replacing one name of the package while everything else stays; with
``lemmas`` and ``topics`` the index is built without them, too. «Quality» knows only the age of
objects here: no sample has ratings or uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


def _nothing(value: Any) -> Callable[..., Any]:
    return lambda *args, **kwargs: value


def _ingredients() -> dict[str, tuple[str, Any]]:
    from search.synonyms import Vocabulary

    return {
        "lemmas": ("core.text.analyzer.word_lemmas", lambda word: (word,)),
        "synonyms": ("search.asking.vocabulary", _nothing(Vocabulary((), {}, {}, frozenset()))),
        "typos": ("search.queries._better", _nothing("")),
        "dictionary": ("search.spelling._frequencies_in_texts", _nothing({})),
        "quality": ("search.ranking.QUALITY_WEIGHT", 0.0),
        "preferences": ("search.asking._preferred", _nothing({})),
        "subjects": ("search.asking.named_subjects", _nothing(())),
        "coverage": ("search.coverage.COVERAGE", 0.0),
        "filling": ("search.queries._Found._partly", _nothing([])),
        "neighbours": ("search.engine.tantivy_reader.near_score", _nothing(0.0)),
        "topics": ("search.documents._own_titles", _nothing({})),
    }


INGREDIENTS = (
    "lemmas",
    "synonyms",
    "typos",
    "dictionary",
    "quality",
    "preferences",
    "subjects",
    "coverage",
    "filling",
    "neighbours",
    "topics",
)


@contextmanager
def without(ingredient: str) -> Iterator[None]:
    """Take out one of :data:`INGREDIENTS`; nothing is taken out for an empty name."""
    if not ingredient:
        yield
        return
    name, instead = _ingredients()[ingredient]
    with patch(name, instead):
        yield
