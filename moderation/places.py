"""Places of a content that a remark may point at, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from framework.api import path_label
from learning_objects.api import (
    blocks_with_places,
    licence_name,
    stages_with_places,
    strip_html,
    text_of_block,
)
from moderation.data import Place

BODY = "body"
PLACE_LIMIT = 300

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
WHOLE = Place(field="", block="", label="", text="")


def outline(content: dict[str, Any]) -> list[Place]:
    """Return the places of ``content``: its filled fields, stages and blocks."""
    return [place for place, _value in places_with_values(content)]


def places_with_values(content: dict[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Yield each place with the raw value that stands there."""
    for name, label in FIELDS.items():
        if name == BODY:
            yield from _body_places(content[BODY])
        elif content[name]:
            yield Place(name, "", str(label), _field_text(name, content[name])), content[name]


def find_place(content: dict[str, Any], *, field: str, block: str) -> Place | None:
    """Return the place named by ``field`` and ``block``, ``None`` when the content lacks it."""
    if not field and not block:
        return WHOLE
    if field == BODY and not block:
        return Place(BODY, "", str(FIELDS[BODY]), "")
    for place in outline(content):
        if place.block == block and (block or place.field == field):
            return place
    return None


def _body_places(body: list[dict[str, Any]]) -> Iterator[tuple[Place, Any]]:
    labels = {
        block.get("id", ""): label
        for block, label in (*stages_with_places(body), *blocks_with_places(body))
    }
    for block in _in_order(body):
        name = block.get("id", "")
        if block["type"] == "stage":
            text, value = _stage_text(block["value"]), _stage_own(block["value"])
        else:
            text, value = _block_text(block), block["value"]
        yield Place(BODY, name, labels.get(name, "")[:PLACE_LIMIT], text), value


def _in_order(body: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in body:
        yield block
        if block["type"] == "stage":
            yield from block["value"].get("board") or []
            yield from block["value"].get("pupils_screen") or []


def _stage_own(stage: dict[str, Any]) -> dict[str, Any]:
    """Return what belongs to the stage itself; its blocks are places of their own."""
    return {key: value for key, value in stage.items() if key not in {"board", "pupils_screen"}}


def _stage_text(stage: dict[str, Any]) -> str:
    minutes = gettext("%(minutes)s min") % {"minutes": stage.get("minutes") or 0}
    rich = strip_html(stage.get("teacher_screen") or "")
    parts = [stage.get("title"), minutes, stage.get("teacher_does"), stage.get("pupils_do"), rich]
    return "\n".join(part for part in parts if part)


def _block_text(block: dict[str, Any]) -> str:
    if block["type"] == "formula":
        return "\n".join(filter(None, (block["value"].get("tex"), block["value"].get("words"))))
    return text_of_block(block)


def _field_text(name: str, value: Any) -> str:
    if name == "topics":
        return "\n".join(_topic(topic["node_uuid"]) for topic in value)
    if name == "length_minutes":
        return gettext("%(minutes)s min") % {"minutes": value}
    if name == "language":
        return str(get_language_info(value)["name_translated"])
    if name == "licence":
        return licence_name(value)
    if isinstance(value, list):
        return "\n".join(_line(item) for item in value)
    return strip_html(str(value))


def _topic(uuid: Any) -> str:
    return path_label(UUID(str(uuid))) or gettext("a topic that the curriculum does not have")


def _line(item: Any) -> str:
    return " — ".join(str(part) for part in item.values()) if isinstance(item, dict) else str(item)
