"""The items of which a place consists: passages, lines, cells, an alternative text.

Each has a key that says where it stands ("l3", "r2c1", "alt"), so that a remark can point at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from framework.api import path_label
from learning_objects.api import licence_name, strip_html
from learning_objects.data import COVERS, NEXT, PREREQUISITE

STAGE = "stage"
TABLE = "table"
IMAGE = "image"
ATTACHMENT = "attachment"
# The items of a block that have names; what stands in the value under each name.
NAMED: dict[str, dict[str, str | Promise]] = {
    "formula": {"tex": "TeX", "words": _("In words")},
    IMAGE: {
        "alt": _("Alternative text"),
        "decorative": _("Decoration only"),
        "caption": _("Caption"),
    },
    "quote": {"text": _("Quotation"), "source": _("Source")},
    ATTACHMENT: {"title": _("Title")},
    STAGE: {
        "title": _("Title of the stage"),
        "minutes": _("Minutes"),
        "teacher_does": _("What the teacher does"),
        "pupils_do": _("What the pupils do"),
        "teacher_screen": _("On the teacher's screen"),
    },
}
RELATIONS: dict[str, str | Promise] = {
    COVERS: "",
    PREREQUISITE: _("must be known before"),
    NEXT: _("comes next"),
}
Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its key, its name in words, its text.

    Items of one ``sequence`` have no names of their own: in another draft they are found again by
    what they say, the others by their key.
    """

    key: str
    label: str
    text: str
    sequence: str = ""


def items_of(what: str, value: Any, titles: Titles | None = None) -> list[Item]:
    """Return the items of a field (``what`` is its name) or of a block (its type).

    ``titles`` name the attached objects by uuid. A table's items are in ``tables.cells_of``.
    """
    if what in NAMED:
        value = value if isinstance(value, dict) else {}
        named = [Item(key, str(label), _said(value.get(key))) for key, label in NAMED[what].items()]
        attached = _attached(value, titles or {}) if what == STAGE else ()
        return [item for item in (*named, *attached) if item.text]
    if what == "topics":
        return [
            Item(f"t{topic['node_uuid']}-{topic['relation']}", "", _topic(topic)) for topic in value
        ]
    if isinstance(value, list):
        return _numbered(value)
    return _passages(_field_text(what, value))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else ""
    return strip_html(value) if isinstance(value, str) else str(value or "")


def _attached(stage: dict[str, Any], titles: Titles) -> Iterator[Item]:
    for entry in stage.get("objects") or []:
        value = entry.get("value", entry) if isinstance(entry, dict) else {}
        uuid, number = str(value.get("uuid") or ""), value.get("version")
        if uuid:
            name = titles.get(uuid) or uuid
            words = gettext("%(title)s, version %(number)s") % {"title": name, "number": number}
            yield Item(f"o{uuid}", gettext("Attached object"), words if number else name)


def _topic(topic: dict[str, Any]) -> str:
    uuid = UUID(str(topic["node_uuid"]))
    label = path_label(uuid) or gettext("a topic that the curriculum does not have")
    relation = str(RELATIONS.get(topic["relation"], ""))
    return f"{label} ({relation})" if relation else label


def _numbered(values: list[Any]) -> list[Item]:
    return [
        Item(f"i{number}", gettext("item %(number)d") % {"number": number}, line_of(value), "items")
        for number, value in enumerate(values, start=1)
    ]


def line_of(value: Any) -> str:
    """Return one entry of a list, a pair as "term — definition"."""
    return (
        " — ".join(str(part) for part in value.values()) if isinstance(value, dict) else str(value)
    )


def _passages(text: str) -> list[Item]:
    lines = [line.strip() for line in text.split("\n")]
    return [
        Item(f"l{number}", gettext("passage %(number)d") % {"number": number}, line, "lines")
        for number, line in enumerate(filter(None, lines), start=1)
    ]


def _field_text(name: str, value: Any) -> str:
    if name == "length_minutes":
        return gettext("%(minutes)s min") % {"minutes": value}
    if name == "language":
        return str(get_language_info(value)["name_translated"])
    if name == "licence":
        return licence_name(value)
    return strip_html(str(value or ""))
