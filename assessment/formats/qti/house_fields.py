"""Fields of native interactions read back from QTI that this library wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from assessment.formats.qti.markup import from_identifier
from assessment.formats.qti.structures import without_spans
from core.api import clean_html

if TYPE_CHECKING:
    from assessment.formats.qti.structures import Fields, Structure
    from assessment.scoring.qti.tree import Node

_HTML = frozenset(
    {"html", "feedback", "feedback_true", "feedback_false", "right", "partly", "wrong", "general"}
    | {"solution", "notes", "template", "sample", "grader_notes"}
)
_SIDES = {
    "matching": ("left", "right"),
    "table_matching": ("rows", "columns"),
    "grouping": ("entries", "groups"),
}


def clean_fields(value: Any, name: str = "") -> Any:
    """Return fields from an attribute with every piece of HTML in them cleaned."""
    if isinstance(value, dict):
        return {key: clean_fields(entry, key) for key, entry in value.items()}
    if isinstance(value, list):
        return [clean_fields(entry, name) for entry in value]
    if isinstance(value, str) and name in _HTML:
        return clean_html(value)
    return value


def read_carried(structure: Structure, part: Node, fields: Fields) -> Fields:
    """Return the fields of an interaction that stand in QTI, merged with those that do not."""
    _require_same_key(structure, part, fields)
    reader = _READERS.get(fields["type"])
    if reader is None:
        return {}
    node = next(n for n in part.walk() if n.name.endswith("Interaction"))
    return _merged(fields, reader(structure, node, part, fields))


def _require_same_key(structure: Structure, part: Node, fields: Fields) -> None:
    """Refuse fields whose written answers are no longer those that QTI declares."""
    accepted = set(_accepted(fields))
    for node in part.walk():
        if node.name == "textEntryInteraction":
            value = structure.correct(node)
            if value is None or _comparable(value.one) not in accepted:
                raise ValueError(node.get("responseIdentifier"))


def _accepted(value: Any, name: str = "") -> Iterator[str]:
    """Yield what fields accept as an answer, wherever it stands in them."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from _accepted(entry, key)
        if "unit" in value:
            yield f"{_comparable(value['value'])} {value['unit']}"
    elif isinstance(value, list):
        for entry in value:
            yield from _accepted(entry, name)
    elif name in ("text", "value", "formula", "keys"):
        yield _comparable(value)


def _comparable(found: Any) -> str:
    """Return a number in one spelling, and any other text as it is."""
    try:
        return f"{float(found):.12g}"
    except (ValueError, OverflowError):
        return str(found)


def _merged(fields: Fields, carried: Fields) -> Fields:
    for name, entries in carried.items():
        mine = fields.get(name)
        if isinstance(entries, list) and isinstance(mine, list):
            by_id = {one["id"]: one for one in mine if isinstance(one, dict) and "id" in one}
            carried[name] = [
                {**by_id.get(entry["id"], {}), **entry} if isinstance(entry, dict) else entry
                for entry in entries
            ]
    return carried


def _named(choices: list[Fields], prefix: str = "") -> list[Fields]:
    return [
        {"id": from_identifier(choice["id"]).removeprefix(prefix), "html": choice["html"]}
        for choice in choices
    ]


def _key(structure: Structure, node: Node) -> list[Any]:
    value = structure.correct(node)
    return list(value.items) if value is not None else []


def _ids(structure: Structure, node: Node) -> list[str]:
    return [from_identifier(str(entry)) for entry in _key(structure, node)]


def _single(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    key = _ids(structure, node)
    choices = _named(structure.choices(node, "simpleChoice"))
    return {"choices": choices, "key": key[0] if key else None}


def _true_false(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    return {"key": _key(structure, node) == ["true"]}


def _multiple(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    choices = _named(structure.choices(node, "simpleChoice"))
    return {"choices": choices, "key": _ids(structure, node)}


def _hot_text(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    seen = structure.hottext(node)
    return {
        "text": _unwrapped(seen["text"]),
        "pieces": _named(seen["pieces"]),
        "key": _ids(structure, node),
    }


def _unwrapped(html: str) -> str:
    """Return the text inside the element that was put around it, its marks as they were."""
    text = without_spans(html).strip()
    if text.startswith("<div>") and text.endswith("</div>"):
        text = text[len("<div>") : -len("</div>")]
    return text.replace("{{_", "{{")


def _hotspot(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    return {"key": _ids(structure, node)}


def _ordering(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    entries = _named(structure.choices(node, "simpleChoice"))
    return {"entries": entries, "key": _ids(structure, node)}


def _sided(structure: Structure, node: Node, _part: Node, fields: Fields) -> Fields:
    first, second = structure.match(node)
    names = _SIDES[fields["type"]]
    lefts, rights = _named(first, "l-"), _named(second, "r-")
    pairs = [(a.removeprefix("l-"), b.removeprefix("r-")) for a, b in _key(structure, node)]
    key: Any = dict(pairs)
    if fields["type"] == "table_matching":
        key = pairs
    elif fields["type"] == "grouping":
        key = {left["id"]: key.get(left["id"]) for left in lefts}
    return {names[0]: lefts, names[1]: rights, "key": key}


def _drag_words(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    seen = structure.gap_match(node)
    return {"text": _unwrapped(seen["text"]), "words": _named(seen["words"])}


def _drag_on_image(structure: Structure, node: Node, _part: Node, _fields: Fields) -> Fields:
    return {"labels": _named(structure.choices(node, "gapText"))}


def _gaps(structure: Structure, node: Node, part: Node, fields: Fields) -> Fields:
    """Read a text with fields or lists: the k-th gap is the response that ends in ``_k``."""
    content = [child for child in part.children if child.get("class") != "mesh-prompt"]
    text = _unwrapped("".join(_outer(structure, child) for child in content))
    for place, gap in enumerate(fields["gaps"], 1):
        name = next(
            n.get("responseIdentifier")
            for n in part.walk()
            if n.get("responseIdentifier").endswith(f"_{place}")
        )
        text = text.replace("{{" + name + "}}", "{{" + gap["id"] + "}}")
        if "key" in gap:
            value = structure.item.declarations[name].correct
            gap["key"] = from_identifier(str(value.one)) if value else ""
    return {"text": text}


def _outer(structure: Structure, node: Node) -> str:
    return f"<div>{structure.marked(node)}</div>"


_READERS: dict[str, Callable[[Structure, Node, Node, Fields], Fields]] = {
    "single_choice": _single,
    "true_false": _true_false,
    "multiple_choice": _multiple,
    "hot_text": _hot_text,
    "hotspot": _hotspot,
    "ordering": _ordering,
    "matching": _sided,
    "table_matching": _sided,
    "grouping": _sided,
    "drag_words": _drag_words,
    "drag_on_image": _drag_on_image,
    "text_gaps": _gaps,
    "dropdown_gaps": _gaps,
}
