"""Typed values of readers: ``learning_objects.data`` hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReaderNumbers:
    """What readers say of an object in numbers: ``stars`` of one … five, the plain ``mean``.

    ``score`` is for ranking only; ``mean`` is ``None`` without ratings.
    """

    stars: tuple[int, ...] = (0, 0, 0, 0, 0)
    thanks: int = 0
    mean: float | None = None
    score: float = 0.0

    @property
    def ratings(self) -> int:
        """How many ratings there are."""
        return sum(self.stars)


@dataclass(frozen=True, slots=True)
class ObjectQuality:
    """What readers make of an object: the plain mean (1–5) and the score for ranking (1–5), both
    ``None`` without ratings, and how many places use it.
    """

    mean: float | None = None
    score: float | None = None
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """A review as a page shows it; a hidden one is shown to its writer and the institute only."""

    uuid: UUID
    object_uuid: UUID
    number: int
    stars: int
    text: str
    writer: str
    writer_uuid: UUID
    changed_at: datetime
    answer: str
    answered_at: datetime | None
    hidden_at: datetime | None
    hidden_reason: str
    complaints: int
