"""Topics for the lessons of a plan: ``search`` lays it along the order of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from journal.plans.data import PlanLine
from search.api import match_plan


def propose_topics(lines: Sequence[PlanLine], subject: UUID, grade: int) -> list[PlanLine]:
    """Return the lines with a proposed topic each; without topics in the grade they have none.

    A line of several hours is as many lessons of the year; the surest of them speaks for it.
    """
    titles = [line.title for line in lines for _hour in range(line.hours)]
    placed = match_plan(titles, subject, grade)
    if not placed:
        return list(lines)
    found, place = [], 0
    for line in lines:
        some = placed[place : place + line.hours]
        place += line.hours
        best = max(some, key=lambda one: one.confidence)
        found.append(
            replace(line, topic=best.topic, confidence=best.confidence, by_words=best.by_words)
        )
    return found
