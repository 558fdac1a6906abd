"""Crosswalks between nodes of two frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.api import User, require
from core.api import record
from framework.actions.drafting import lock_frameworks
from framework.data import TURNED_ROUND
from framework.models import Crosswalk
from framework.snapshot import forget_tree, get_tree
from framework.states import MANAGE

_BATCH = 500


class CrosswalkRefused(ValueError):
    """The pair cannot be linked; ``code`` is ``unknown``, ``same_framework`` or ``relation``."""

    def __init__(self, code: str, node: UUID | None = None) -> None:
        super().__init__(code)
        self.code, self.node = code, node


@dataclass(frozen=True, slots=True)
class Pair:
    """One crosswalk to make: the source is ``relation`` to the target (broader: the source is).

    ``confidence`` lies above 0 and at most at 1.
    """

    source: UUID
    target: UUID
    relation: str
    confidence: Decimal = Decimal(1)
    note: str = ""


@transaction.atomic
def link_nodes(*, pair: Pair, by: User | None, now: datetime) -> Crosswalk:
    """Say how ``pair.source`` relates to ``pair.target``; said again, it replaces what was said.

    A pair has one crosswalk whichever way round it was stated. Raises :class:`CrosswalkRefused`,
    ``NotAllowed``.
    """
    _require(by)
    _check(pair)
    lock_frameworks()  # a pair that is not there yet has no row to lock, and has two directions
    kept = Crosswalk.objects.select_for_update().filter(_either_way(pair.source, pair.target))
    row = kept.first() or Crosswalk(source=pair.source, target=pair.target)
    turned = row.source != pair.source
    row.relation = TURNED_ROUND[pair.relation] if turned else pair.relation
    row.confidence, row.note, row.author, row.made_at = pair.confidence, pair.note, by, now
    row.save()
    _tell("framework.link_nodes", row, by, now)
    return row


@transaction.atomic
def unlink_nodes(*, uuid: UUID, by: User | None, now: datetime) -> bool:
    """Take the crosswalk back; returns whether there was one. Raises ``NotAllowed``."""
    _require(by)
    row = Crosswalk.objects.select_for_update().filter(uuid=uuid).first()
    if row is None:
        return False
    row.delete()
    _tell("framework.unlink_nodes", row, by, now)
    return True


@transaction.atomic
def import_crosswalks(*, pairs: Iterable[Pair], by: User | None, now: datetime) -> int:
    """Add the pairs that are not linked yet; what people have said of a pair stays.

    All or nothing: raises :class:`CrosswalkRefused` at the first pair that cannot be. Returns how
    many are new.
    """
    _require(by)
    wanted = list(pairs)
    for pair in wanted:
        _check(pair)
    lock_frameworks()
    known = {frozenset(row) for row in Crosswalk.objects.values_list("source", "target")}
    fresh: dict[frozenset[UUID], Crosswalk] = {}
    for pair in wanted:
        ends = frozenset((pair.source, pair.target))
        if ends not in known:
            fresh.setdefault(ends, _row(pair, by, now))
    Crosswalk.objects.bulk_create(fresh.values(), batch_size=_BATCH)
    if fresh:
        record(
            action="framework.import_crosswalks",
            by=by.uuid if by else None,
            object_code="framework.crosswalk",
            object_uuid=next(iter(fresh.values())).uuid,
            now=now,
            data={"number": len(fresh)},
        )
        forget_tree()
        transaction.on_commit(forget_tree)
    return len(fresh)


def _require(by: User | None) -> None:
    if by is not None:
        require(by, MANAGE)


def _check(pair: Pair) -> None:
    tree = get_tree()
    ends = [tree.get(uuid) for uuid in (pair.source, pair.target)]
    for uuid, node in zip((pair.source, pair.target), ends, strict=True):
        if node is None:
            raise CrosswalkRefused("unknown", uuid)
    if pair.relation not in TURNED_ROUND or not 0 < pair.confidence <= 1:
        raise CrosswalkRefused("relation", pair.source)
    if len({node.framework_key for node in ends if node}) == 1:
        raise CrosswalkRefused("same_framework", pair.source)


def _either_way(source: UUID, target: UUID) -> Q:
    return Q(source=source, target=target) | Q(source=target, target=source)


def _row(pair: Pair, by: User | None, now: datetime) -> Crosswalk:
    return Crosswalk(
        source=pair.source,
        target=pair.target,
        relation=pair.relation,
        confidence=pair.confidence,
        note=pair.note,
        author=by,
        made_at=now,
    )


def _tell(action: str, row: Crosswalk, by: User | None, now: datetime) -> None:
    facts = {"source": str(row.source), "target": str(row.target), "relation": row.relation}
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="framework.crosswalk",
        object_uuid=row.uuid,
        now=now,
        data={**facts, "confidence": str(row.confidence)},
    )
    forget_tree()
    transaction.on_commit(forget_tree)
