"""Typed values of the selection for a lesson; ``search.data`` gives them to other packages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from learning_objects.data import VersionCard

# What a material is wanted for; without a purpose all of them are mixed.
EXPLAIN = "explain"
PRACTISE = "practise"
CHECK = "check"
AT_HOME = "home"
LESSON_PURPOSES = (EXPLAIN, PRACTISE, CHECK, AT_HOME)

# How a material meets the topics of the lesson, the nearest first.
SAME_TOPIC = "same_topic"
TWIN_TOPIC = "twin_topic"
COUNTERPART_TOPIC = "counterpart"
USED_HERE = "used_here"
PREREQUISITE_TOPIC = "prerequisite"
LEADS_HERE = "leads_here"
NEIGHBOUR = "neighbour"
MATCHES = (
    SAME_TOPIC,
    TWIN_TOPIC,
    COUNTERPART_TOPIC,
    USED_HERE,
    PREREQUISITE_TOPIC,
    LEADS_HERE,
    NEIGHBOUR,
)

# What else speaks for a material.
FITS_PURPOSE = "fits_purpose"
LONGER = "longer"
TAKEN_IN_SCHOOL = "taken_in_school"
TAKEN = "taken"
WELL_RATED = "well_rated"


@dataclass(frozen=True, slots=True)
class LessonProfile:
    """For whom and for how long material is looked for.

    ``minutes`` is the length of the lesson; ``variant`` is the programme's ("базовый",
    "углублённый" or ""); ``kinds`` are preferred, ``licences`` (SPDX ids) and ``languages`` are
    the only ones allowed, all when empty. ``had`` are objects that the class had already,
    ``taken`` those on the lesson itself, which are left out. ``used_here`` are objects that
    teachers of the school took for lessons of the subject, with the number of these lessons;
    ``used_for_topic`` those of them that were taken for the very topics.
    """

    minutes: int = 45
    variant: str = ""
    kinds: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    had: frozenset[UUID] = frozenset()
    taken: frozenset[UUID] = frozenset()
    used_here: Mapping[UUID, int] = field(default_factory=dict)
    used_for_topic: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class LessonReason:
    """Why a material is offered: a code of this file, and its number (lessons, stars, minutes)."""

    code: str
    number: float = 0


@dataclass(frozen=True, slots=True)
class Selected:
    """A material for the lesson; ``why`` begins with how it meets the topics.

    ``match`` and ``fit`` (to the purpose) are 0–1, ``value`` is what it is ordered by.
    """

    card: VersionCard
    why: tuple[LessonReason, ...]
    match: float
    fit: float
    value: float


@dataclass(frozen=True, slots=True)
class Selection:
    """What a lesson may take, the best first; ``had`` is what the class had already."""

    fresh: tuple[Selected, ...] = ()
    had: tuple[Selected, ...] = ()
