"""Typed values of realignment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

PROPOSED = "proposed"
ACCEPTED = "accepted"
DECLINED = "declined"
OUTDATED = "outdated"

# The outbox name under which ``learning_objects`` hears of new editions.
CONSUMER = "realignment"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as a page shows it; ``offered`` and ``chosen`` are uuids of nodes."""

    uuid: UUID
    object_uuid: UUID
    title: str
    kind: str
    former: UUID
    relation: str
    change: str
    title_before: str
    path_before: tuple[str, ...]
    offered: tuple[UUID, ...]
    chosen: tuple[UUID, ...]
    confidence: Decimal
    state: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RealignmentView:
    """One edition's proposals in numbers: by state, and how many have nothing on offer."""

    uuid: UUID
    title: str
    made_at: datetime
    orphans: int
    ready: int
    by_state: dict[str, int] = field(default_factory=dict)
