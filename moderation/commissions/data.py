"""Typed values of commissioning: states, what a call says, filters, gaps.

A *commission* is one call for authors; a *taking* is one author's part in it, from the application
to the published material.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from learning_objects.data import SCENARIO

DRAFT = "draft"
OPEN = "open"
CLOSED = "closed"
CANCELLED = "cancelled"
STATES = (DRAFT, OPEN, CLOSED, CANCELLED)
# Takings of these calls may still come to something.
ALIVE = (OPEN, CLOSED)

APPLIED = "applied"
WORKING = "working"
SUBMITTED = "submitted"
FULFILLED = "fulfilled"
DECLINED = "declined"
RETRACTED = "retracted"
GIVEN_BACK = "given_back"
REVOKED = "revoked"
TAKING_STATES = (
    APPLIED, WORKING, SUBMITTED, FULFILLED, DECLINED, RETRACTED, GIVEN_BACK, REVOKED,
)  # fmt: skip
# In work with an author or with the institute.
IN_WORK = (WORKING, SUBMITTED)
# An author has one of these a call at most.
UNFINISHED = (APPLIED, *IN_WORK)
# What occupies a place.
OCCUPYING = (*IN_WORK, FULFILLED)

MOST_PLACES = 50
# How few materials are called few when nothing else is asked for.
FEW = 3
# The days before the deadline in which an author is reminded once.
REMIND_DAYS = 3

ANY = ""
WITH_PLACES = "places"


@dataclass(frozen=True, slots=True)
class Brief:
    """What a call asks for: everything that the methodologist writes.

    ``deadline`` is the last day on which the material may be sent for review. With ``first_come``
    an author takes a place at once, without an application.
    """

    title: str
    node_uuid: UUID
    kind: str
    wanted: str
    deadline: date
    outcome: str = ""
    constraints: str = ""
    fee_note: str = ""
    places: int = 1
    first_come: bool = False


@dataclass(frozen=True, slots=True)
class CallFilters:
    """What a list of calls is asked for; empty values ask for everything.

    ``state`` is a state of a commission, or ``"places"``: open, before the deadline, a place free.
    ``text`` is looked for in titles and topics in any case, ё = е.
    """

    state: str = ANY
    subject: UUID | None = None
    grade: int | None = None
    kind: str = ""
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class GapFilters:
    """Which topics the list of gaps shows: with fewer than ``fewer`` materials of ``kind``."""

    subject: UUID | None = None
    grade: int | None = None
    kind: str = SCENARIO
    fewer: int | None = FEW


@dataclass(frozen=True, slots=True)
class NodeCall:
    """A call that stands for a topic already."""

    uuid: UUID
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic with what the library has on it: ``number`` of the wanted kind, ``total`` of all.

    ``newest`` is when the newest of the wanted kind was published, ``None`` when there is none.
    """

    node_uuid: UUID
    title: str
    section: str
    level: str
    hours: int | None
    number: int
    total: int
    newest: datetime | None
    calls: tuple[NodeCall, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeCover:
    """How one grade of a subject is covered: its topics, those with nothing and with little."""

    grade: int
    topics: int
    empty: int
    few: int


@dataclass(frozen=True, slots=True)
class SubjectCover:
    """How a subject is covered, grade by grade."""

    subject_uuid: UUID
    subject: str
    grades: tuple[GradeCover, ...]

    @property
    def topics(self) -> int:
        """Return how many topics the subject has."""
        return sum(grade.topics for grade in self.grades)

    @property
    def empty(self) -> int:
        """Return how many topics have nothing."""
        return sum(grade.empty for grade in self.grades)

    @property
    def few(self) -> int:
        """Return how many topics have something, but too little."""
        return sum(grade.few for grade in self.grades)

    @property
    def covered(self) -> int:
        """Return how many topics have enough."""
        return self.topics - self.empty - self.few


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of a call so far: how many takings stand in each state, how many are late."""

    applied: int = 0
    working: int = 0
    submitted: int = 0
    fulfilled: int = 0
    late: int = 0
