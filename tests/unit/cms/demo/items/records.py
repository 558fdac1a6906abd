"""The items of the demo as records, and what their keys are, read from the item alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from assessment.items.item import AssessmentItem, ItemPart
from assessment.items.template import ItemTemplate, realise

FOLDER = Path(__file__).resolve().parents[5] / "cms" / "demo" / "items"
Record = dict[str, Any]
_NUMBER = re.compile(r"[−-]?\d+(?:,\d+)?")
MANUAL = {"essay", "file", "audio", "drawing"}


def read_records() -> list[Record]:
    """Return the records of all files."""
    files = sorted(FOLDER.glob("*.json"))
    return [record for file in files for record in json.loads(file.read_text(encoding="utf-8"))]


RECORDS = {record["key"]: record for record in read_records()}


def item_of(key: str, *, seed: int = 1) -> AssessmentItem:
    """Return the item of a record; of a template, the item of the seed."""
    record = RECORDS[key]
    if "template" in record:
        return realise(ItemTemplate.model_validate(record["template"]), seed)
    return AssessmentItem.model_validate(record["item"])


def plain(html: str) -> str:
    """Return a text without its marks."""
    return re.sub(r"<[^>]+>", "", html)


def numbers(html: str) -> list[Fraction]:
    """Return the numbers of a text in order: «−2,5» is minus five halves, «4 000» is 4000."""
    text = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}\b)", "", plain(html))
    found = _NUMBER.findall(text)
    return [Fraction(one.replace("−", "-").replace(",", ".")) for one in found]


def texts_of_key(part: ItemPart) -> list[str]:
    """Return what a learner reads on the choices of the key, in the key's order."""
    interaction: Any = part.interaction
    things = getattr(interaction, "choices", ()) or getattr(interaction, "entries", ())
    by_id = {one.id: plain(one.html) for one in things}
    key = interaction.key
    return [by_id[one] for one in ([key] if isinstance(key, str) else key)]


def right_answer(part: ItemPart) -> Any:  # noqa: C901
    """Return an answer that has the key in full, in the shape of its interaction."""
    one: Any = part.interaction
    match one.type:
        case "single_choice" | "true_false" | "grouping":
            return one.key if one.type != "grouping" else {k: v for k, v in one.key.items() if v}
        case "multiple_choice" | "hot_text" | "ordering" | "hotspot":
            return list(one.key)
        case "matching":
            return dict(one.key)
        case "table_matching" | "graph_plot":
            return [[str(value) for value in pair] for pair in one.key]
        case "short_answer":
            return one.variants[0].text
        case "digit_sequence":
            return one.keys[0]
        case "number":
            return str(one.variants[0].value).replace(".", ",")
        case "quantity":
            return f"{one.value} {one.unit}"
        case "formula":
            return one.variants[0].formula
        case "text_gaps":
            return {gap.id: gap_answer(gap) for gap in one.gaps}
        case "table_input":
            return {cell.id: gap_answer(cell) for cell in one.cells}
        case "dropdown_gaps":
            return {gap.id: gap.key for gap in one.gaps}
        case "drag_words":
            return {gap.id: gap.keys[0] for gap in one.gaps}
        case "drag_on_image":
            return {zone.id: zone.keys[0] for zone in one.zones}
        case "number_line":
            return number_line_answer(one)
        case "qti":
            return kept_answer(one.xml)
    raise AssertionError(one.type)


def gap_answer(gap: Any) -> str:
    """Return the first thing that a gap accepts."""
    return str(gap.numbers[0].value) if gap.numbers else gap.variants[0].text


def number_line_answer(line: Any) -> dict[str, Any]:
    """Return points and stretches as a client sends them."""
    stretches = [stretch.model_dump(mode="json") for stretch in line.intervals]
    return {"points": [str(point) for point in line.points], "intervals": stretches}


def kept_answer(xml: str) -> dict[str, Any]:
    """Return the correct responses that a kept QTI item declares."""
    found: dict[str, Any] = {}
    pattern = r'<(?:qti-)?response-?[dD]eclaration\b[^>]*identifier="(\w+)".*?</'
    for name in re.findall(pattern, xml, re.DOTALL):
        after = xml.split(f'identifier="{name}"', 1)[1]
        correct = re.split(r"</(?:qti-)?correct-?[rR]esponse>", after)[0]
        values = re.findall(r"value>([^<]+)</", correct)
        found[name] = values[0] if len(values) == 1 else values
    return found


def wrong_choices(part: ItemPart) -> Iterator[tuple[str, str]]:  # noqa: C901
    """Yield (what is wrong to choose, the word said to it) of a part."""
    one: Any = part.interaction
    key = getattr(one, "key", ())
    kept = {key} if isinstance(key, str | bool) else set(key or ())
    match one.type:
        case "single_choice" | "multiple_choice":
            yield from ((c.html, c.feedback) for c in one.choices if c.id not in kept)
        case "hot_text":
            yield from ((c.html, c.feedback) for c in one.pieces if c.id not in kept)
        case "hotspot":
            yield from ((c.id, c.feedback) for c in one.regions if c.id not in kept)
        case "true_false":
            yield str(not one.key), one.feedback_false if one.key else one.feedback_true
        case "dropdown_gaps":
            for gap in one.gaps:
                yield from ((c.html, c.feedback) for c in gap.choices if c.id != gap.key)
        case "drag_words":
            used = {key for gap in one.gaps for key in gap.keys}
            yield from ((c.html, c.feedback) for c in one.words if c.id not in used)
        case "drag_on_image":
            used = {key for zone in one.zones for key in zone.keys}
            yield from ((c.html, c.feedback) for c in one.labels if c.id not in used)
        case "matching":
            used = set(one.key.values())
            yield from ((c.html, c.feedback) for c in one.right if c.id not in used)
        case "short_answer" | "number" | "formula":
            yield from ((str(v), v.feedback) for v in one.variants if v.share < 1)
