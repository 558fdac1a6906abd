"""What changed between two contents: place by place, item by item, word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from moderation.data import Change, Part, Segment
from moderation.items import ATTACHMENT, IMAGE, STAGE, TABLE, Titles
from moderation.matching import ItemPair, match_items, match_keyed, out_of_order
from moderation.places import FIELD, Node, nodes_of
from moderation.tables import match_tables
from moderation.words import ADDED, REMOVED, SAME, Budget, diff_words

CHANGED = "changed"
MOVED = "moved"
ASSETS = {IMAGE: "image", ATTACHMENT: "document"}


def compare(
    old: dict[str, Any],
    new: dict[str, Any],
    *,
    titles: Titles | None = None,
    budget: Budget | None = None,
) -> list[Change]:
    """Return the changes from ``old`` to ``new`` in reading order; removed places come last.

    A block is found again by its uuid, or as the same content under another one; so moving it is
    told as moving. ``titles`` name attached objects by uuid. However long the texts, the number of
    steps stays within ``budget``.
    """
    return _Comparison(list(nodes_of(old)), list(nodes_of(new)), titles or {}, budget).changes()


class _Comparison:
    """Two lists of places and the pairs among them."""

    def __init__(
        self, old: list[Node], new: list[Node], titles: Titles, budget: Budget | None
    ) -> None:
        self.old, self.new, self.titles = old, new, titles
        self.budget = budget or Budget()
        self.heirs = match_keyed(old, new, _identity, _sameness)
        self.moved = self._find_moved()

    def changes(self) -> list[Change]:
        found = (self._change(index) for index in range(len(self.new)))
        stayed = set(self.heirs.values())
        gone = [node for index, node in enumerate(self.old) if index not in stayed]
        return [*(change for change in found if change), *map(self._gone, gone)]

    def _change(self, index: int) -> Change | None:
        node = self.new[index]
        if index not in self.heirs:
            return self._come(node)
        before, moved = self.old[self.heirs[index]], index in self.moved
        if before.value == node.value:
            return _changed(MOVED, before, node, (), moved) if moved else None
        parts = tuple(self._parts(before, node))
        return _changed(CHANGED, before, node, parts, moved)

    def _parts(self, before: Node, node: Node) -> Iterator[Part]:
        if node.what == TABLE:
            pairs = match_tables(before.value, node.value, self.budget)
        else:
            pairs = match_items(before.items(self.titles), node.items(self.titles), self.budget)
        for pair in pairs:
            yield from _part(pair, self.budget)

    def _come(self, node: Node) -> Change:
        return Change(
            kind=ADDED,
            what=node.what,
            place=node.place,
            parts=tuple(_whole(ADDED, node, self.titles)),
            stages=("", _stage_of(node)),
            assets=(0, _asset(node)),
            alts=("", _alt(node)),
        )

    def _gone(self, node: Node) -> Change:
        return Change(
            kind=REMOVED,
            what=node.what,
            place=node.place,
            before=node.place,
            parts=tuple(_whole(REMOVED, node, self.titles)),
            stages=(_stage_of(node), ""),
            assets=(_asset(node), 0),
            alts=(_alt(node), ""),
        )

    def _find_moved(self) -> set[int]:
        """Return the new indices of what stands elsewhere: in another screen, or out of order."""
        here = {_identity(node): index for index, node in enumerate(self.new)}
        rows: dict[object, list[int]] = {}
        moved = set()
        for index, left in sorted(self.heirs.items()):
            one, other = self.old[left], self.new[index]
            if other.what == FIELD:
                continue
            stage = here.get((STAGE, other.stage))
            heir = self.heirs.get(stage) if stage is not None else None
            around = _identity(self.old[heir]) if heir is not None else (STAGE, "")
            if ((one.stage, one.screen) != (around[1], other.screen) and other.stage) or bool(
                one.stage
            ) != bool(other.stage):
                moved.add(index)
            else:
                rows.setdefault((other.stage, other.screen), []).append(index)
        for row in rows.values():
            moved |= {row[at] for at in out_of_order([self.heirs[index] for index in row])}
        return moved


def _identity(node: Any) -> tuple[str, str]:
    return (node.what, node.place.block or node.place.field)


def _sameness(node: Any) -> str:
    """Return what two blocks under different ids share; a field is like no other."""
    if node.what == FIELD:
        return f"field {node.place.field}"
    value = json.dumps(_without_ids(node.value), ensure_ascii=False, sort_keys=True, default=str)
    return f"{node.what} {value}"


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key != "id"}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value


def _changed(kind: str, before: Node, node: Node, parts: tuple[Part, ...], moved: bool) -> Change:
    return Change(
        kind=kind,
        what=node.what,
        place=node.place,
        before=before.place,
        parts=parts,
        moved=moved,
        stages=(_stage_of(before), _stage_of(node)),
        assets=(_asset(before), _asset(node)),
        alts=(_alt(before), _alt(node)),
    )


def _stage_of(node: Node) -> str:
    return node.place.block if node.what == STAGE else node.stage


def _asset(node: Node) -> int:
    name = ASSETS.get(node.what, "")
    found = node.value.get(name) if name and isinstance(node.value, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _alt(node: Node) -> str:
    return str(node.value.get("alt") or "") if node.what == IMAGE else ""


def _whole(kind: str, node: Node, titles: Titles) -> Iterator[Part]:
    """Yield everything that a place says, as having come or gone; a table row by row."""
    if node.what == TABLE:
        old, new = ({}, node.value) if kind == ADDED else (node.value, {})
        for one, other, _moved in match_tables(old, new, Budget()):
            item = other or one
            if item is not None:
                yield Part(kind, item.key, item.key, item.label, (Segment(kind, item.text),))
        return
    for item in node.items(titles):
        yield Part(kind, item.key, item.key, item.label, (Segment(kind, item.text),))


def _part(pair: ItemPair, budget: Budget) -> Iterator[Part]:
    """Yield what became of an item; nothing when it says what it said."""
    before, after, moved = pair
    if before is None and after is not None:
        yield Part(ADDED, after.key, "", after.label, (Segment(ADDED, after.text),))
    elif after is None and before is not None:
        yield Part(REMOVED, "", before.key, before.label, (Segment(REMOVED, before.text),))
    elif before is not None and after is not None and before.text != after.text:
        words = tuple(diff_words(before.text, after.text, budget))
        yield Part(CHANGED, after.key, before.key, after.label, words)
    elif before is not None and after is not None and moved:
        yield Part(MOVED, after.key, before.key, after.label, (Segment(SAME, after.text),))
