"""The change map for people: of a draft as it would be written now, of an edition as it was."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from core.api import defuse
from framework.actions.succession import preview_changes
from framework.changes import Change
from framework.consequences import Consequence, consequences_of
from framework.data import ADDED, EDITED, MERGED, MOVED, RENAMED, RETIRED, SPLIT
from framework.labels import SEPARATOR
from framework.models import FrameworkVersion, NodeChange

# The order in which people look at them: what costs links first.
ORDER = (RETIRED, MERGED, SPLIT, MOVED, RENAMED, EDITED, ADDED)
# What is linked to these may need to be looked at; new and renamed nodes break nothing.
TOUCHING = (RETIRED, MERGED, SPLIT, MOVED)
TONES = {RETIRED: "danger", MERGED: "warning", SPLIT: "warning", MOVED: "info", ADDED: "success"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the map; ``back`` is the node that "take back" is about, in a draft."""

    kind: str
    former: UUID | None
    present: UUID | None
    title_before: str
    title_after: str
    path_before: str
    path_after: str
    confidence: Decimal
    back: UUID | None = None
    links: tuple[tuple[str, int], ...] = ()

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(NodeChange.Kind(self.kind).label)

    @property
    def tone(self) -> str:
        """The tone of the kind's badge."""
        return TONES.get(self.kind, "neutral")

    @property
    def percent(self) -> int | None:
        """How sure an import is of it; ``None`` for what people stated."""
        return int(self.confidence * 100) if self.confidence < 1 else None


def draft_lines(draft: FrameworkVersion) -> list[Line]:
    """Return the map that publishing the draft now would write; three queries."""
    return [_of_draft(change) for change in preview_changes(draft)]


def stored_lines(rows: Iterable[NodeChange]) -> list[Line]:
    """Return rows of the stored map as lines."""
    return [
        Line(
            row.kind,
            row.former,
            row.present,
            row.title_before,
            row.title_after,
            row.path_before.replace("\n", SEPARATOR),
            row.path_after.replace("\n", SEPARATOR),
            row.confidence,
        )
        for row in rows
    ]


def _of_draft(change: Change) -> Line:
    was, now = change.former, change.present
    return Line(
        change.kind,
        was.uuid if was else None,
        now.uuid if now else None,
        was.title if was else "",
        now.title if now else "",
        SEPARATOR.join(filter(None, was.path)) if was else "",
        SEPARATOR.join(filter(None, now.path)) if now else "",
        change.confidence,
        _to_take_back(change),
    )


def _to_take_back(change: Change) -> UUID | None:
    """Return the node whose line this is: a part of a split, else the node that was there."""
    if change.kind == SPLIT and change.present is not None:
        return change.present.uuid
    ends = [end for end in (change.former, change.present) if end is not None]
    return ends[0].uuid


def numbers_by_kind(kinds: Iterable[str]) -> dict[str, int]:
    """Return how many lines there are of each kind that there is, in :data:`ORDER`."""
    counted = Counter(kinds)
    return {kind: counted[kind] for kind in ORDER if counted[kind]}


def by_kind(lines: Iterable[Line]) -> list[Line]:
    """Return the lines kind by kind in :data:`ORDER`, within a kind in the order of the tree."""
    return sorted(lines, key=lambda line: ORDER.index(line.kind))


@dataclass(frozen=True, slots=True)
class KindRow:
    """A row of the table of consequences: a kind, its lines, and how much leads to its nodes."""

    kind: str
    label: str
    tone: str
    number: int
    links: tuple[int, ...]


def touched(lines: Iterable[Line]) -> set[UUID]:
    """Return the nodes of the edition before whose links the lines touch."""
    return {line.former for line in lines if line.former and line.kind in TOUCHING}


def kind_rows(lines: Sequence[Line], consequences: Sequence[Consequence]) -> list[KindRow]:
    """Return the table: for each kind of change its lines and what leads to the nodes."""
    rows = []
    for kind, number in numbers_by_kind(line.kind for line in lines).items():
        nodes = touched(line for line in lines if line.kind == kind)
        links = tuple(each.total(nodes) for each in consequences)
        label = str(NodeChange.Kind(kind).label)
        rows.append(KindRow(kind, label, TONES.get(kind, "neutral"), number, links))
    return rows


def with_links(lines: Iterable[Line], consequences: Sequence[Consequence]) -> Iterator[Line]:
    """Yield the lines, each with (label, number) of what leads to its node."""
    for line in lines:
        links = links_of(line.former, consequences) if line.kind in TOUCHING else ()
        yield replace(line, links=links)


def links_of(node: UUID | None, consequences: Sequence[Consequence]) -> tuple[tuple[str, int], ...]:
    """Return (label, number) of what leads to the node; sorts without any are left out."""
    if node is None:
        return ()
    found = ((str(each.label), each.numbers.get(node, 0)) for each in consequences)
    return tuple((label, number) for label, number in found if number)


def totals(nodes: Sequence[UUID]) -> tuple[tuple[str, int], ...]:
    """Return (label, number) of what leads to any of ``nodes``; one query a sort."""
    return tuple((str(each.label), each.total(nodes)) for each in consequences_of(nodes))


def write_csv(lines: Iterable[Line]) -> bytes:
    """Return the lines as a table for spreadsheets (UTF-8 with a mark, semicolons)."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(_head())
    for line in lines:
        texts = (line.title_before, line.path_before, line.title_after, line.path_after)
        ends = (str(line.former or ""), str(line.present or ""))
        writer.writerow([line.label, *map(defuse, texts), *ends, str(line.confidence)])
    return ("\ufeff" + stream.getvalue()).encode()


def _head() -> list[str]:
    return [
        _("Kind of change"),
        _("Title before"),
        _("Place before"),
        _("Title now"),
        _("Place now"),
        _("Node before"),
        _("Node now"),
        _("Confidence"),
    ]
