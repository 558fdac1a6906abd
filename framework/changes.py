"""The change map between two states of a tree: what became of every node. Pure functions.

Nodes meet by uuid; where the uuid ends, statements of succession say how it goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from framework.data import ADDED, EDITED, MERGED, MOVED, RENAMED, RETIRED, SPLIT

SURE = Decimal(1)


@dataclass(frozen=True, slots=True)
class NodeState:
    """What the map compares of a node; ``path`` are the titles above it, outermost first.

    ``facts`` are kind, grade, hours and content: what readers see besides the names.
    """

    uuid: UUID
    title: str
    title_en: str
    code: str
    parent: UUID | None
    path: tuple[str, ...]
    facts: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """``former`` goes on as ``present``; ``confidence`` lies above 0 and is 1 when stated."""

    former: UUID
    present: UUID
    confidence: Decimal = SURE


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the map; ``former`` is ``None`` when added, ``present`` when retired."""

    kind: str
    former: NodeState | None
    present: NodeState | None
    confidence: Decimal = SURE


def map_changes(
    former: Mapping[UUID, NodeState],
    present: Mapping[UUID, NodeState],
    successions: Iterable[Succession],
) -> list[Change]:
    """Return what changed, in the order of the former tree, then what is new.

    Statements about nodes that neither tree has are left out. A node that kept everything has no
    line; of a node that was both renamed and moved the line says moved, and both titles; one whose
    hours, content, kind or grade alone differ is edited.
    """
    lines = _Lines(former, present, successions)
    return [*lines.of_former(), *lines.of_new()]


class _Lines:
    """The statements that hold, looked at from both ends."""

    def __init__(
        self,
        former: Mapping[UUID, NodeState],
        present: Mapping[UUID, NodeState],
        successions: Iterable[Succession],
    ) -> None:
        self._former, self._present = former, present
        self._onwards: dict[UUID, list[Succession]] = defaultdict(list)
        self._backwards: dict[UUID, list[Succession]] = defaultdict(list)
        for one in successions:
            if one.former in former and one.present in present and one.former != one.present:
                self._onwards[one.former].append(one)
                self._backwards[one.present].append(one)

    def of_former(self) -> Iterator[Change]:
        """Yield the lines of the nodes that were there before."""
        for uuid, was in self._former.items():
            now, onwards = self._present.get(uuid), self._onwards.get(uuid, [])
            if onwards:
                yield from self._went_on(was, now, onwards)
            elif now is None:
                yield Change(RETIRED, was, None)
            else:
                yield from _difference(was, now)

    def of_new(self) -> Iterator[Change]:
        """Yield the lines of the nodes that nothing before goes on as."""
        for uuid, now in self._present.items():
            if uuid not in self._former and uuid not in self._backwards:
                yield Change(ADDED, None, now)

    def _went_on(
        self, was: NodeState, now: NodeState | None, onwards: list[Succession]
    ) -> Iterator[Change]:
        if now is not None or len(onwards) > 1:
            if now is not None:
                yield Change(SPLIT, was, now)
            for one in onwards:
                yield Change(SPLIT, was, self._present[one.present], one.confidence)
            return
        one = onwards[0]
        heir = self._present[one.present]
        if one.present in self._former or len(self._backwards[one.present]) > 1:
            yield Change(MERGED, was, heir, one.confidence)
        else:
            kind = MOVED if was.parent != heir.parent else RENAMED
            yield Change(kind, was, heir, one.confidence)


def _difference(was: NodeState, now: NodeState) -> Iterator[Change]:
    if was.parent != now.parent:
        yield Change(MOVED, was, now)
    elif (was.title, was.title_en, was.code) != (now.title, now.title_en, now.code):
        yield Change(RENAMED, was, now)
    elif was.facts != now.facts:
        yield Change(EDITED, was, now)
