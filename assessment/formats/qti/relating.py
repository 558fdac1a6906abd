"""Order, matching and words dragged into gaps of QTI as native interactions."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessment.formats.qti.structures import without_spans
from assessment.scoring.qti.session import to_mark

if TYPE_CHECKING:
    from assessment.formats.qti.recognition import Term
    from assessment.formats.qti.structures import Fields, Structure
    from assessment.scoring.qti.declarations import Declaration
    from assessment.scoring.qti.tree import Node

Pair = tuple[str, str]


def read_relating(structure: Structure, node: Node, term: Term | None) -> Fields | None:
    """Return a part for what is put in relation, ``None`` where it does not fit."""
    declaration = structure.item.declarations[node.get("responseIdentifier")]
    if term is None or term.kind not in ("match", "map"):
        return None
    if node.name == "orderInteraction":
        return _order(structure, node, term, declaration)
    if declaration.base_type != "directedPair" or declaration.cardinality != "multiple":
        return None
    marking = _pairs(declaration, term)
    reader = {"matchInteraction": _match, "gapMatchInteraction": _gap_match}.get(node.name)
    return None if marking is None or reader is None else reader(structure, node, *marking)


def _order(structure: Structure, node: Node, term: Term, declaration: Declaration) -> Fields | None:
    wanted = term.keys[0].literal or declaration.correct
    points = to_mark(term.points)
    if term.kind != "match" or wanted is None or points is None:
        return None
    seen = structure.order(node)
    key = [str(entry) for entry in wanted.items]
    ids = [entry["id"] for entry in seen["entries"]]
    if Counter(key) != Counter(ids):
        return None
    return {"interaction": {"type": "ordering", **seen, "key": key}, "points": points}


Marking = tuple[list[Pair], Decimal, str]


def _pairs(declaration: Declaration, term: Term) -> Marking | None:
    """Return the right pairs, the points and the mode."""
    if term.kind == "match":
        wanted = term.keys[0].literal or declaration.correct
        points = to_mark(term.points)
        return (list(wanted.items), points, "all_or_nothing") if wanted and points else None
    mapping = declaration.mapping
    if mapping is None or mapping.total(None) != 0 or mapping.default > 0:
        return None
    right = [entry.key for entry in mapping.entries if entry.value > 0]
    worths = {entry.value for entry in mapping.entries if entry.value > 0}
    others = {entry.value for entry in mapping.entries if entry.value <= 0} | {mapping.default}
    total = to_mark(sum(entry.value for entry in mapping.entries if entry.value > 0))
    if len(worths) != 1 or total is None or len(others) != 1:
        return None
    if mapping.upper is not None and to_mark(mapping.upper) != total:
        return None
    if others == {0.0}:
        return right, total, "per_pair"
    is_net = others == {-next(iter(worths))} and mapping.lower == 0
    return (right, total, "net_correct") if is_net else None


def _match(
    structure: Structure, node: Node, pairs: list[Pair], points: Decimal, mode: str
) -> Fields | None:
    first, second = structure.match(node)
    key, is_turned = _turned(pairs, first, second)
    if key is None:
        return None
    if is_turned:
        first, second = second, first
    lefts = [choice["id"] for choice in first]
    shuffle = node.flag("shuffle")
    if mode != "net_correct" and _is_one_to_each(structure, node, key, lefts):
        interaction: dict[str, Any] = {
            "type": "matching",
            "left": first,
            "right": second,
            "key": dict(key),
            "scoring": mode,
            "shuffle": shuffle,
        }
    elif mode != "per_pair":
        interaction = {
            "type": "table_matching",
            "rows": first,
            "columns": second,
            "key": key,
            "scoring": mode,
            "shuffle": shuffle,
        }
    else:
        # Extra marks would cost nothing in QTI and something here.
        return None
    return {"interaction": interaction, "points": points}


def _turned(
    pairs: list[Pair], first: list[Fields], second: list[Fields]
) -> tuple[list[Pair] | None, bool]:
    """Return the pairs from first to second set; authors write them either way round."""
    lefts, rights = {c["id"] for c in first}, {c["id"] for c in second}
    if all(a in lefts and b in rights for a, b in pairs):
        return list(pairs), False
    if all(a in rights and b in lefts for a, b in pairs):
        return list(pairs), True
    return None, False


def _is_one_to_each(structure: Structure, node: Node, key: list[Pair], lefts: list[str]) -> bool:
    """Say whether each on the left takes one, and the key has one for each."""
    most = {
        choice.get("identifier"): choice.get("matchMax", "1")
        for choice in node.walk()
        if choice.name == "simpleAssociableChoice"
    }
    is_single = all(most.get(left) == "1" for left in lefts)
    return is_single and sorted(a for a, _ in key) == sorted(lefts)


def _gap_match(
    structure: Structure, node: Node, pairs: list[Pair], points: Decimal, mode: str
) -> Fields | None:
    seen = structure.gap_match(node)
    seen["text"] = without_spans(seen["text"])
    keys: dict[str, list[str]] = {gap["id"]: [] for gap in seen["gaps"]}
    words = {word["id"] for word in seen["words"]}
    for word, gap in pairs:
        if word not in words or gap not in keys:
            return None
        keys[gap].append(word)
    # With several right words for a gap, or a gap without any, «all pairs» means another thing.
    if any(len(found) != 1 for found in keys.values()) or mode == "net_correct":
        return None
    for gap in seen["gaps"]:
        gap["keys"] = keys[gap["id"]]
    return {"interaction": {"type": "drag_words", **seen, "scoring": mode}, "points": points}
