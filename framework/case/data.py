"""Typed values of a CASE package, and its limits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

V1P0, V1P1 = "1.0", "1.1"
VERSIONS = (V1P0, V1P1)

SIZE_LIMIT = 50 * 1024 * 1024
ITEMS_LIMIT = 100_000
ASSOCIATIONS_LIMIT = 400_000
DEPTH_LIMIT = 12
TEXT_LIMIT = 200_000
NAME_LIMIT = 200
NESTING_LIMIT = 20
WHOLE_LIMIT = 2**53

CHILD_OF = "isChildOf"
REPLACED_BY = "replacedBy"

Members = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseItem:
    """A CFItem: its checked members, and where in the file it stands."""

    identifier: UUID
    members: Members
    place: str


@dataclass(frozen=True, slots=True)
class CaseAssociation:
    """A CFAssociation; an end is ``None`` where its identifier is no uuid.

    ``sequence`` is the sequenceNumber or ``None``; ``order`` its place among all associations.
    """

    identifier: UUID
    kind: str
    origin: UUID | None
    destination: UUID | None
    sequence: int | None
    order: int
    members: Members
    place: str


@dataclass(frozen=True, slots=True)
class CasePackage:
    """A CFPackage as it was read; ``rest`` holds CFDefinitions, CFRubrics and extensions."""

    file: str
    identifier: UUID
    document: Members
    items: dict[UUID, CaseItem]
    associations: list[CaseAssociation]
    rest: Members
    notes: Notes


# Why something of a package was not taken over (``framework.case.reports`` has the words).
UNKNOWN_MEMBER = "unknown_member"
NO_PARENT = "no_parent"
SECOND_PARENT = "second_parent"
UNKNOWN_ITEM = "unknown_item"
REPEATED_ASSOCIATION = "repeated_association"
KEPT_ASSOCIATION = "kept_association"
CUT = "cut"


@dataclass(slots=True)
class Notes:
    """What was not taken over, by reason: names in the order in which they were met."""

    by_reason: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, reason: str, name: str) -> None:
        """Note ``name``; each name is told once."""
        names = self.by_reason[reason]
        if not names or names[-1] != name:
            names.append(name)
