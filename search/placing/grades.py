"""What is known of the topics of one grade, made once for each state of the framework."""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from framework.data import SECTION, TOPIC, Node, Tree
from search.placing.reading import content_words

GRAM = 4
# BM25's constants, as Robertson and Zaragoza (2009) and every engine have them.
SATURATION, LENGTH_SHARE = 1.2, 0.75
# Topics without hours of their own are taught now and then, inside others.
HOURS_OF_NONE = 0.5
# Grades kept for one state of the framework; it has about 210.
MOST_KEPT = 300


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A word of a topic's title: any of ``lemmas``; ``share`` is its part of the title (0–1)."""

    lemmas: frozenset[str]
    share: float


@dataclass(frozen=True, slots=True)
class GradeIndex:
    """The topics of one grade, in the programme's order.

    ``hours`` are academic hours, none of them zero. ``bodies`` are the lemmas of title and
    content. ``grams`` maps a run of letters to (position of the topic, BM25 weight). ``rarity``
    weighs a lemma by the whole framework, ``rarest`` is the weight of one that it lacks.
    """

    topics: tuple[UUID, ...]
    programmes: tuple[UUID, ...]
    hours: tuple[float, ...]
    titles: tuple[tuple[TitleWord, ...], ...]
    bodies: tuple[frozenset[str], ...]
    grams: Mapping[str, tuple[tuple[int, float], ...]]
    rarity: Mapping[str, float]
    rarest: float


class _Kept:
    """The indexes of one state of the framework; a new state forgets all of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp = ""
        self._rarity: dict[str, float] = {}
        self._indexes: dict[tuple[UUID, int], GradeIndex] = {}

    def get(self, tree: Tree, subject: UUID, grade: int) -> GradeIndex:
        """Return the kept index or make and keep it."""
        with self._lock:
            if tree.stamp != self._stamp or not self._rarity:
                self._rarity = rarity_of(tree.nodes.values())
                self._indexes.clear()
                self._stamp = tree.stamp
            found = self._indexes.get((subject, grade))
            if found is None:
                if len(self._indexes) >= MOST_KEPT:
                    self._indexes.clear()
                found = make_index(topics_of(tree, subject, grade), self._rarity)
                self._indexes[subject, grade] = found
            return found


_kept = _Kept()


def grade_index(tree: Tree, subject: UUID, grade: int) -> GradeIndex:
    """Return what is known of the topics of ``grade`` below ``subject``; no query.

    ``subject`` is the uuid of a subject or of a programme; an unknown one has no topics.
    """
    return _kept.get(tree, subject, grade)


def topics_of(tree: Tree, subject: UUID, grade: int) -> list[Node]:
    """Return the topics of a grade in order; a section without topics stands for itself."""
    if tree.get(subject) is None:
        return []
    return [
        node
        for node in tree.descend(subject)
        if node.grade == grade
        and (node.kind == TOPIC or (node.kind == SECTION and not node.children))
    ]


def rarity_of(nodes: Iterable[Node]) -> dict[str, float]:
    """Return how rare each word form is among all topics: Robertson and Spärck Jones's weight."""
    found: Counter[str] = Counter()
    number = 0
    for node in nodes:
        if node.kind == TOPIC:
            number += 1
            found.update({*node.search_words.split(), *node.content_words.split()})
    return {word: _weight(number, times) for word, times in found.items()}


def make_index(topics: Sequence[Node], rarity: Mapping[str, float]) -> GradeIndex:
    """Return the index of ``topics``; their words are analysed here, some 0.1 s for a grade."""
    titles = [content_words(node.title) for node in topics]
    contents = [content_words(node.content) for node in topics]
    frequency = Counter(
        lemma for title in titles for lemma in {item for token in title for item in token.lemmas}
    )
    weigh = partial(_weight, len(topics))
    grams = [
        Counter(gram for token in (*title, *content) for gram in grams_of(token.lemmas[0]))
        for title, content in zip(titles, contents, strict=True)
    ]
    return GradeIndex(
        topics=tuple(node.uuid for node in topics),
        programmes=tuple(node.ancestors[1] if node.ancestors[1:] else node.uuid for node in topics),
        hours=known_hours([node.hours for node in topics]),
        titles=tuple(
            _shares({token.lemmas: weigh(frequency[token.lemmas[0]]) for token in title})
            for title in titles
        ),
        bodies=tuple(
            frozenset(lemma for token in (*title, *content) for lemma in token.lemmas)
            for title, content in zip(titles, contents, strict=True)
        ),
        grams=_postings(grams),
        rarity=rarity,
        rarest=max(rarity.values(), default=1.0),
    )


def known_hours(hours: Sequence[float | None]) -> tuple[float, ...]:
    """Return hours that can be reckoned with: where a grade gives none, all topics are alike."""
    if not any(hours):
        return (1.0,) * len(hours)
    return tuple(max(item or 0.0, HOURS_OF_NONE) for item in hours)


def grams_of(lemma: str) -> set[str]:
    """Return the runs of four letters of a lemma, its beginning and end marked."""
    marked = f"^{lemma}$"
    return {marked[start : start + GRAM] for start in range(len(marked) - GRAM + 1)}


def _weight(number: int, times: int) -> float:
    return math.log(1 + (number - times + 0.5) / (times + 0.5))


def _shares(weights: Mapping[tuple[str, ...], float]) -> tuple[TitleWord, ...]:
    total = sum(weights.values())
    return tuple(TitleWord(frozenset(word), weight / total) for word, weight in weights.items())


def _postings(grams: Sequence[Counter[str]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return for each run of letters the topics that have it, with BM25 weights."""
    lengths = [counter.total() for counter in grams]
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    frequency = Counter(gram for counter in grams for gram in counter)
    found: dict[str, list[tuple[int, float]]] = {gram: [] for gram in frequency}
    for position, counter in enumerate(grams):
        damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths[position] / mean)
        for gram, times in counter.items():
            weight = _weight(len(grams), frequency[gram])
            found[gram].append((position, weight * times * (SATURATION + 1) / (times + damping)))
    return {gram: tuple(items) for gram, items in found.items()}
