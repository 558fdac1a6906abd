"""Places of a content that a remark may point at, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning_objects.api import blocks_with_places, stages_with_places, strip_html, text_of_block
from moderation.data import Place
from moderation.items import STAGE, TABLE, Item, Titles, items_of
from moderation.tables import cells_of

BODY = "body"
PLACE_LIMIT = 300
# A longer list of places to choose from helps nobody and weighs more than the page.
MOST_ANCHORS = 600

FIELDS: dict[str, str | Promise] = {
    "title": _("Title"),
    "summary": _("In short"),
    "topics": _("Topics"),
    "tags": _("Tags"),
    "length_minutes": _("Length of the lesson"),
    "language": _("Language"),
    "licence": _("Licence"),
    "outcome": _("Outcome"),
    "key_points": _("Key points"),
    "misconceptions": _("Misconceptions"),
    "keywords": _("Keywords"),
    "planned_results": _("Planned results"),
    "equipment": _("Equipment"),
    "safety": _("Safety"),
    "body": _("Content"),
    "support": _("Support"),
    "extension": _("Extension"),
    "homework": _("Homework"),
}
FIELD = "field"
SCREENS = ("board", "pupils_screen")
QUOTE_LENGTH = 60
WHOLE = Place(field="", block="", label="", text="")


@dataclass(frozen=True, slots=True)
class Node:
    """A field or a block with its raw value; ``what`` is ``field`` or the type of the block.

    ``stage`` is the id of the stage around it, ``screen`` where in the stage it stands.
    """

    place: Place
    value: Any
    what: str = FIELD
    stage: str = ""
    screen: str = ""

    def items(self, titles: Titles | None = None) -> list[Item]:
        """Return the items of the place; those of a table are its cells."""
        if self.what == TABLE:
            return cells_of(self.value)
        return items_of(self.place.field if self.what == FIELD else self.what, self.value, titles)


def outline(content: dict[str, Any]) -> list[Place]:
    """Return the places of ``content``: its filled fields, stages and blocks."""
    return [node.place for node in nodes_of(content)]


def anchors(content: dict[str, Any]) -> list[Place]:
    """Return what a remark may point at: the places, and the items of each.

    Of a content with very many the cells of tables are left out, then all items.
    """
    nodes = list(nodes_of(content))
    items = {index: _item_places(node) for index, node in enumerate(nodes)}
    room = MOST_ANCHORS - len(nodes)
    cells = {index for index, node in enumerate(nodes) if node.what == TABLE}
    if sum(map(len, items.values())) > room:
        items = {index: found for index, found in items.items() if index not in cells}
    if sum(map(len, items.values())) > room:
        items = {}
    return [
        place for index, node in enumerate(nodes) for place in (node.place, *items.get(index, ()))
    ]


def _item_places(node: Node) -> list[Place]:
    """Return the items of a place, when there are several."""
    items, place = node.items(), node.place
    if len(items) < 2:
        return []
    return [
        Place(
            field=place.field,
            block=place.block,
            label=f"{place.label}: {_quoted(item)}"[:PLACE_LIMIT],
            text=item.text,
            item=item.key,
        )
        for item in items
    ]


def _quoted(item: Item) -> str:
    """Return an item in words, with the first of its own."""
    said = item.text if len(item.text) <= QUOTE_LENGTH else f"{item.text[:QUOTE_LENGTH].rstrip()}…"
    return f"{item.label}, «{said}»" if item.label else said


def nodes_of(content: dict[str, Any]) -> Iterator[Node]:
    """Yield each place with the raw value that stands there, in reading order."""
    for name, label in FIELDS.items():
        if name == BODY:
            yield from _body_nodes(content[BODY])
        elif content[name]:
            text = "\n".join(item.text for item in items_of(name, content[name]))
            yield Node(Place(name, "", str(label), text), content[name])


def find_place(content: dict[str, Any], *, field: str, block: str, item: str = "") -> Place | None:
    """Return the place named by ``field``, ``block`` and ``item``; ``None`` when it is lacking."""
    if not field and not block:
        return None if item else WHOLE
    if field == BODY and not block:
        return None if item else Place(BODY, "", str(FIELDS[BODY]), "")
    for node in nodes_of(content):
        if node.place.block == block and (block or node.place.field == field):
            fitting = (place for place in _item_places(node) if place.item == item)
            return next(fitting, None) if item else node.place
    return None


def _body_nodes(body: list[dict[str, Any]]) -> Iterator[Node]:
    labels = {
        block.get("id", ""): label
        for block, label in (*stages_with_places(body), *blocks_with_places(body))
    }
    for block, stage, screen in _in_order(body):
        name, what = block.get("id", ""), block["type"]
        if what == STAGE:
            text, value = _stage_text(block["value"]), _stage_own(block["value"])
        else:
            text, value = _block_text(block), block["value"]
        label = labels.get(name, "")[:PLACE_LIMIT]
        place = Place(BODY, name, label, text)
        yield Node(place, value, what, stage, screen)


def _in_order(body: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield each block with the id of its stage and its screen."""
    for block in body:
        yield block, "", ""
        if block["type"] == STAGE:
            for screen in SCREENS:
                for child in block["value"].get(screen) or []:
                    yield child, block.get("id", ""), screen


def _stage_own(stage: dict[str, Any]) -> dict[str, Any]:
    """Return what belongs to the stage itself; its blocks are places of their own."""
    return {key: value for key, value in stage.items() if key not in SCREENS}


def _stage_text(stage: dict[str, Any]) -> str:
    minutes = gettext("%(minutes)s min") % {"minutes": stage.get("minutes") or 0}
    rich = strip_html(stage.get("teacher_screen") or "")
    parts = [stage.get("title"), minutes, stage.get("teacher_does"), stage.get("pupils_do"), rich]
    return "\n".join(part for part in parts if part)


def _block_text(block: dict[str, Any]) -> str:
    if block["type"] == "formula":
        return "\n".join(filter(None, (block["value"].get("tex"), block["value"].get("words"))))
    return text_of_block(block)
