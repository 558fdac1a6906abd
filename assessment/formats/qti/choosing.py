"""Choices, hot text and hotspots of QTI as native interactions."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from assessment.scoring.qti.session import to_mark

if TYPE_CHECKING:
    from assessment.formats.qti.recognition import Term
    from assessment.formats.qti.structures import Fields, Structure
    from assessment.scoring.qti.declarations import Declaration, ResponseMapping
    from assessment.scoring.qti.tree import Node

_PLACES = Decimal("0.0000001")


def read_choosing(structure: Structure, node: Node, term: Term | None) -> Fields | None:
    """Return a part for what is chosen among things shown, ``None`` where it does not fit."""
    reader = _READERS.get(node.name)
    declaration = structure.item.declarations[node.get("responseIdentifier")]
    if reader is None or declaration.base_type not in ("identifier", "boolean", "string"):
        return None
    seen, kind, ids = reader(structure, node)
    if not ids or len(set(ids)) != len(ids) or term is None or term.kind not in ("match", "map"):
        return None
    is_single = declaration.cardinality == "single"
    if term.kind == "match":
        marking = _match(declaration, term, ids)
    else:
        marking = (_map_single if is_single else _map_many)(declaration, ids)
    if marking is None:
        return None
    points, fields = marking
    weights = fields.pop("weights", {})
    if weights and kind != "choice":
        return None
    interaction = {**seen, **fields}
    _shape(interaction, node, kind, is_single=is_single, weights=weights)
    return {"interaction": interaction, "points": points}


def _shape(
    interaction: Fields, node: Node, kind: str, *, is_single: bool, weights: dict[str, Decimal]
) -> None:
    """Name the native type and set what its kind needs."""
    key = interaction["key"]
    for choice in interaction.get("choices", ()):
        choice["weight"] = weights.get(choice["id"], Decimal(0))
    if kind == "choice" and is_single:
        interaction["type"] = "single_choice"
        interaction["key"] = key[0] if key else None
        return
    interaction["type"] = {"choice": "multiple_choice"}.get(kind, kind)
    most = node.get("maxChoices", "0" if kind == "choice" else "")
    interaction["at_most"] = 1 if is_single else int(most) or None if most.isdecimal() else None
    least = node.get("minChoices")
    if kind == "choice" and least.isdecimal():
        interaction["at_least"] = int(least)


def _choice(structure: Structure, node: Node) -> tuple[Fields, str, list[str]]:
    seen = structure.choice(node)
    return seen, "choice", [choice["id"] for choice in seen["choices"]]


def _hottext(structure: Structure, node: Node) -> tuple[Fields, str, list[str]]:
    seen = structure.hottext(node)
    return seen, "hot_text", [piece["id"] for piece in seen["pieces"]]


def _hotspot(structure: Structure, node: Node) -> tuple[Fields, str, list[str]]:
    seen = structure.image(node)
    seen["regions"] = structure.regions(node, "hotspotChoice")
    return seen, "hotspot", [region["id"] for region in seen["regions"]]


_READERS: dict[str, Callable[[Structure, Node], tuple[Fields, str, list[str]]]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _hottext,
    "hotspotInteraction": _hotspot,
}

Marking = tuple[Decimal, "Fields"] | None


def _match(declaration: Declaration, term: Term, ids: list[str]) -> Marking:
    wanted = term.keys[0].literal or declaration.correct
    points = to_mark(term.points)
    if wanted is None or points is None or term.keys[0].tolerance:
        return None
    key = [str(item) for item in wanted.items]
    if not set(key) <= set(ids) or len(set(key)) != len(key):
        return None
    if declaration.cardinality == "ordered":
        return None
    return points, {"key": key, "scoring": "all_or_nothing"}


def _map_single(declaration: Declaration, ids: list[str]) -> Marking:
    mapping = declaration.mapping
    if mapping is None or mapping.total(None) != 0:
        return None
    worths = {one: mapping.bounded(mapping.worth(one)) for one in ids}
    best = to_mark(max(worths.values()))
    if not best or best <= 0 or min(worths.values()) < 0:
        return None
    right = [one for one, worth in worths.items() if worth > 0]
    if len(right) == 1:
        return best, {"key": right, "scoring": "all_or_nothing"}
    key = [one for one, worth in worths.items() if worth == max(worths.values())]
    return _weighted(best, worths, key)


def _map_many(declaration: Declaration, ids: list[str]) -> Marking:
    mapping = declaration.mapping
    if mapping is None or mapping.total(None) != 0:
        return None
    worths = {one: mapping.worth(one) for one in ids}
    right = [one for one in ids if worths[one] > 0]
    if not right or not _floor_holds(mapping, worths):
        return None
    total = math.fsum(worths[one] for one in right)
    points = to_mark(min(total, mapping.upper) if mapping.upper is not None else total)
    if points is None or points <= 0:
        return None
    if _is_net(worths, right) and points == to_mark(total):
        return points, {"key": right, "scoring": "net_correct"}
    return _weighted(points, worths, right)


def _floor_holds(mapping: ResponseMapping, worths: dict[str, float]) -> bool:
    """Say whether points never go below nought, as native ones do not."""
    return min(worths.values()) >= 0 or (mapping.lower is not None and mapping.lower == 0)


def _is_net(worths: dict[str, float], right: list[str]) -> bool:
    share = worths[right[0]]
    return all(worth == (share if one in right else -share) for one, worth in worths.items())


def _weighted(points: Decimal, worths: dict[str, float], key: list[str]) -> Marking:
    """Return weights as shares of the points, ``None`` where a share is no exact decimal."""
    weights: dict[str, Decimal] = {}
    for one, worth in worths.items():
        mark = to_mark(worth)
        share = mark / points if mark is not None else Decimal(2)
        if abs(share) > 1 or share != share.quantize(_PLACES):
            return None
        weights[one] = share.normalize() if share else Decimal(0)
    return points, {"key": key, "scoring": "weights", "weights": weights}
