"""Placing a title, or a whole plan, on the topics of a grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from framework.api import get_tree
from search.data import Placement, PlannedPlacement
from search.errors import PlanTooLongError
from search.placing.grades import GradeIndex, grade_index
from search.placing.reading import read_lesson
from search.placing.scoring import Belief, judge

if TYPE_CHECKING:
    from search.placing.alignment import Alignment

# Twelve lessons a week for 34 weeks are 408; time and memory grow with the square.
MOST_LESSONS = 600


def match_topic(title: str, subject: UUID, grade: int, limit: int = 5) -> list[Placement]:
    """Return at most ``limit`` topics that ``title`` may belong to, best first.

    ``subject`` is the uuid of a subject or of one of its programmes, ``grade`` 1–11. Nothing but
    the title is looked at. Any text is valid: one that says nothing gets the topics with most
    hours, at low confidence. The list is empty only where the grade has no topics. No query
    while the framework's snapshot is warm; the first call for a grade takes some 0.1 s longer.
    """
    index = grade_index(get_tree(), subject, grade)
    if not index.topics:
        return []
    chances = judge(index, read_lesson(title)).mixed
    ranked = sorted(range(len(chances)), key=lambda position: -chances[position])
    return [
        Placement(index.topics[position], chances[position]) for position in ranked[: max(limit, 0)]
    ]


def match_plan(
    titles: Sequence[str],
    subject: UUID,
    grade: int,
    hours: Mapping[UUID, float] | None = None,
) -> list[PlannedPlacement]:
    """Return for every lesson of a whole plan, in order, the topic that it falls on.

    The topics come in the programme's order and never go back; how many lessons a topic takes is
    expected from its hours, stretched to the length of the plan, and decided with the words.
    ``hours`` are a school's own hours of topics, where they differ. Of several programmes of a
    subject the one that fits best is taken. Empty only without lessons or without topics. No
    query while the framework's snapshot is warm. Raises ``PlanTooLongError`` above
    :data:`MOST_LESSONS` lessons.
    """
    if len(titles) > MOST_LESSONS:
        raise PlanTooLongError(MOST_LESSONS)
    tree = get_tree()
    whole = grade_index(tree, subject, grade)
    if not titles or not whole.topics:
        return []
    programmes = dict.fromkeys(whole.programmes)
    indexes = [grade_index(tree, programme, grade) for programme in programmes]
    plans = [_lay(index, titles, hours or {}) for index in indexes]
    index, beliefs, found = max(plans, key=lambda plan: plan[2].fit)
    return [
        PlannedPlacement(index.topics[place], sure, belief.mixed[place])
        for place, sure, belief in zip(found.places, found.sure, beliefs, strict=True)
    ]


def _lay(
    index: GradeIndex, titles: Sequence[str], hours: Mapping[UUID, float]
) -> tuple[GradeIndex, list[Belief], Alignment]:
    from search.placing.alignment import align

    judged = {title: judge(index, read_lesson(title)) for title in dict.fromkeys(titles)}
    beliefs = [judged[title] for title in titles]
    lengths = [
        max(hours.get(topic, known), 0.0)
        for topic, known in zip(index.topics, index.hours, strict=True)
    ]
    if not any(lengths):
        lengths = [1.0] * len(lengths)
    found = align(
        [belief.words for belief in beliefs], lengths, [belief.agreement for belief in beliefs]
    )
    return index, beliefs, found
