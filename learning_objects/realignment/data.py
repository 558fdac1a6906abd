"""Typed values of realignment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

PROPOSED = "proposed"
ACCEPTED = "accepted"
DECLINED = "declined"
OUTDATED = "outdated"

# What can be done to all proposals of an edition at once.
ACCEPT = "accept"
TAKE_BACK = "return"
WORKS = (ACCEPT, TAKE_BACK)
# After so long without a sign of life the work counts as broken off and may be begun again.
SILENCE = timedelta(minutes=5)

# The outbox name under which ``learning_objects`` hears of new editions.
CONSUMER = "realignment"


def is_at_work(work: str, beat: datetime | None, now: datetime) -> bool:
    """Say whether ``work`` with its last sign of life at ``beat`` goes on."""
    return bool(work and beat and now - beat < SILENCE)


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
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class RealignmentView:
    """One edition's proposals in numbers: by state, and how many have nothing on offer.

    ``work`` is what goes on in the background: ``ACCEPT``, ``TAKE_BACK`` or empty; ``total`` how
    many it began with, ``left`` how many it has still to move, ``beat`` its last sign of life.
    """

    uuid: UUID
    title: str
    made_at: datetime
    orphans: int
    ready: int
    by_state: dict[str, int] = field(default_factory=dict)
    work: str = ""
    total: int = 0
    beat: datetime | None = None

    def goes_on(self, now: datetime) -> bool:
        """Say whether a worker is busy with it, as far as one can see."""
        return is_at_work(self.work, self.beat, now)

    @property
    def accepted(self) -> int:
        """How many objects' links were moved."""
        return self.by_state.get(ACCEPTED, 0)

    @property
    def declined(self) -> int:
        """How many were left as they are."""
        return self.by_state.get(DECLINED, 0)

    @property
    def outdated(self) -> int:
        """How many a newer version of the object has settled."""
        return self.by_state.get(OUTDATED, 0)

    @property
    def decided(self) -> int:
        """How many decisions could be taken back."""
        return self.accepted + self.declined

    @property
    def left(self) -> int:
        """How many the work in the background has still to move."""
        return min(self.total, self.ready if self.work == ACCEPT else self.decided)
