"""Printed lesson plans, which topic each lesson falls on, and plain BM25 to compare with.

The truth is the topic in whose span of cumulative hours a lesson's middle lies. A topic counts as
right when the lesson, the one before it or the one after it falls on it.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from uuid import UUID

from framework.data import PROGRAMME, TOPIC, Node, Tree

SUBJECT_FOLDER = Path("framework")
# Programmes whose plans go through the topics in another order: see docs/benchmarks.md.
OUT_OF_ORDER = ("russkij-yazyk-noo.json", "okruzhayuschij-mir-noo.json")
_RESERVE = re.compile(r"резервн", re.IGNORECASE)
K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Plan:
    """A printed plan with the topics of its grade; ``right`` has a set of uuids a lesson."""

    file: str
    grade: int
    programme: UUID
    lessons: tuple[str, ...]
    topics: tuple[Node, ...]
    right: tuple[frozenset[UUID], ...]

    @property
    def in_order(self) -> bool:
        """Whether the plan follows the order of the topics."""
        return self.file not in OUT_OF_ORDER


def read_plans(shared: Path, tree: Tree) -> list[Plan]:
    """Return the plans in ``shared`` (the folder of real material) on the nodes of ``tree``."""
    plans = json.loads((shared / SUBJECT_FOLDER / "lesson-plans.json").read_text("utf-8"))
    return [_plan(shared, tree, row) for row in plans]


def _plan(shared: Path, tree: Tree, row: dict[str, object]) -> Plan:
    file, grade, lessons = str(row["programme"]), int(str(row["grade"])), row["lessons"]
    assert isinstance(lessons, list)  # noqa: S101 - a broken file should stop the benchmark
    facts = json.loads((shared / SUBJECT_FOLDER / "frp-2025" / file).read_text("utf-8"))
    programme = next(
        node
        for node in tree.nodes.values()
        if node.kind == PROGRAMME
        and (node.education_level, node.variant) == (facts["level"], facts["variant"])
        and tree.nodes[node.ancestors[0]].title == facts["subject"]
    )
    topics = tuple(
        node for node in tree.descend(programme.uuid) if (node.kind, node.grade) == (TOPIC, grade)
    )
    right = right_topics(topics, range(len(lessons)))
    return Plan(file, grade, programme.uuid, tuple(lessons), topics, right)


def right_topics(topics: Sequence[Node], places: Iterable[float]) -> tuple[frozenset[UUID], ...]:
    """Return what is right for lessons at ``places``, counted in hours from the beginning."""
    ends = list(accumulate(node.hours or 0 for node in topics))
    own = [
        frozenset(
            node.uuid
            for node, end in zip(topics, ends, strict=True)
            if end - (node.hours or 0) <= place + 0.5 < end
        )
        for place in places
    ]
    return tuple(frozenset().union(*own[max(0, n - 1) : n + 2]) for n in range(len(own)))


def right_with_reserve_in_place(plan: Plan) -> tuple[frozenset[UUID], ...]:
    """Return what is right if «Резервный урок» spends the reserve where it stands in the plan.

    Programmes print the reserve as a topic at the end, plans spread it over the year. A reserve
    lesson belongs to the topic before it.
    """
    reserve = {node.uuid for node in plan.topics if _RESERVE.search(node.title)}
    topics = [node for node in plan.topics if node.uuid not in reserve]
    places, spent = [], 0
    for lesson in plan.lessons:
        own = _RESERVE.match(lesson.strip()) is None
        places.append(spent if own else max(spent - 1, 0))
        spent += own
    right = right_topics(topics, places)
    return tuple(one or frozenset(reserve) for one in right)


def rank_by_bm25(plan: Plan) -> list[list[UUID]]:
    """Return the topics of every lesson, best first: BM25 over lemmas of title and content."""
    from core.api import lemmas  # needs Django

    documents = [Counter(lemmas(f"{node.title} {node.content}")) for node in plan.topics]
    frequency = Counter(word for document in documents for word in document)
    lengths = [document.total() for document in documents]
    mean = sum(lengths) / len(lengths)
    weights = {
        word: math.log(1 + (len(documents) - times + 0.5) / (times + 0.5))
        for word, times in frequency.items()
    }
    ranked = []
    for lesson in plan.lessons:
        asked = set(lemmas(lesson))
        scores = [
            sum(
                weights[word] * d[word] * (K1 + 1) / (d[word] + K1 * (1 - B + B * length / mean))
                for word in asked & d.keys()
            )
            for d, length in zip(documents, lengths, strict=True)
        ]
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        ranked.append([plan.topics[place].uuid for place in order])
    return ranked


def perturbed_hours(plan: Plan, dice: random.Random, share: float = 0.3) -> dict[UUID, float]:
    """Return the topics' hours, each off by at most ``share`` of itself."""
    return {
        node.uuid: (node.hours or 0) * dice.uniform(1 - share, 1 + share) for node in plan.topics
    }


def hits(
    ranked: Sequence[Sequence[UUID]], right: Sequence[frozenset[UUID]], within: int
) -> list[bool]:
    """Return for every lesson whether a right topic is among its first ``within``."""
    return [not one.isdisjoint(found[:within]) for found, one in zip(ranked, right, strict=True)]
