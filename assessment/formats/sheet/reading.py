"""Rows of a spreadsheet into items; what is wrong with a row is told by its number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from assessment.formats.answering import number_key, truth
from assessment.formats.building import (
    Draft,
    NotTaken,
    build_item,
    choices_of,
    in_no_order,
    letter,
)
from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.gift.reading import MAX_QUESTIONS, category_path, decoded
from assessment.formats.pairing import matching
from assessment.formats.sheet.columns import (
    MAX_OPTIONS,
    fields_of,
    heading_delimiter,
    type_named,
)
from assessment.formats.sheet.marks import choice_gaps, pair_of, rich, text_gaps, undefused
from assessment.formats.texts import words_of
from assessment.items.base import Model
from assessment.items.item import AssessmentItem, Interaction
from core.api import read_lines, read_table
from core.data import TableLimits, TableRow
from core.errors import TableRefused

MAX_POINTS = 1_000
LIMITS = TableLimits(
    total_bytes=20 * 1024 * 1024, rows=50_000, columns=80, cell=20_000, keeps_lines=True
)
# Workbooks and other files that are no text.
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# What a teacher calls a mode, and its names with one interaction and another.
_SCORINGS = {
    "все или ничего": ("all_or_nothing", "exact"),
    "за каждый": ("per_pair", "per_right", "per_position", "position"),
    "верные минус неверные": ("net_correct",),
    "минус за ошибку": ("minus_one_per_error",),
}
_MODELS: tuple[type[Model], ...] = get_args(get_args(Interaction)[0])
_QUANTITY = re.compile(r"\s*([+\-−–]?[\d\s.,]+?)\s*([^\d\s.,].*)")


def read_sheet(content: bytes) -> ReadFile:
    """Return the items of a CSV, XLSX or ODS table; raises :class:`FormatRefused`."""
    try:
        rows = _rows(content)
    except TableRefused as refusal:
        place = str(refusal.row) if refusal.row else ""
        raise FormatRefused("formats.table", place, {"reason": refusal.reason}) from refusal
    fields = fields_of(rows[0].cells)
    items: list[ReadItem] = []
    problems: list[Problem] = []
    for row in rows[1:]:
        if len(items) >= MAX_QUESTIONS:
            limit = {"limit": str(MAX_QUESTIONS)}
            place = str(row.number)
            problems.append(Problem("formats.too-many-items", Weight.REFUSED, place, limit))
            break
        cells = {
            field: undefused(row.cells[place])
            for field, place in fields.items()
            if place < len(row.cells) and row.cells[place]
        }
        items.append(_read(cells, row.number))
    return ReadFile(tuple(items), tuple(problems))


def _rows(content: bytes) -> list[TableRow]:
    if not content.startswith(_BINARY) and len(content) <= LIMITS.total_bytes:
        text = decoded(content)
        if delimiter := heading_delimiter(text):
            return read_lines(text, LIMITS, delimiter=delimiter)
    return read_table(content, LIMITS)


def _read(cells: Mapping[str, str], row: int) -> ReadItem:
    draft = Draft(str(row))
    folder = category_path(cells.get("topic", ""))
    return build_item(
        draft,
        lambda: _item(cells),
        source_id=str(row),
        folder=folder,
        identifier=cells.get("identifier", ""),
        line=row,
    )


def _item(cells: Mapping[str, str]) -> AssessmentItem:
    text = cells.get("text", "")
    if not text:
        raise NotTaken("formats.sheet.no-text")
    kind = _kind(cells)
    values: dict[str, Any] = {
        "title": words_of(rich(cells.get("title", "")))[:500],
        "solution": rich(cells.get("solution", "")),
        "tags": [tag.strip() for tag in cells.get("tags", "").split(",") if tag.strip()],
    }
    if not kind:
        return AssessmentItem.model_validate({**values, "stimulus": rich(text)})
    hint = cells.get("hint", "")
    interaction = {"type": kind, **_READERS[kind](cells)}
    part = {
        "id": "p1",
        "prompt": "" if "text" in interaction else rich(text),
        "points": _points(cells),
        "interaction": _scored(interaction, cells),
        "hints": [{"html": rich(hint)}] if hint else [],
        "feedback": {"general": rich(cells.get("feedback", ""))},
    }
    return AssessmentItem.model_validate({**values, "parts": [part]})


def _kind(cells: Mapping[str, str]) -> str:
    """Return the type that the row names, or the one that its cells show."""
    if name := cells.get("type"):
        kind = type_named(name)
        if kind is None:
            raise NotTaken("formats.sheet.type", name=name[:80])
        return kind
    if "option1" in cells:
        options = [cells[f"option{n}"] for n in range(1, MAX_OPTIONS + 1) if f"option{n}" in cells]
        several = len(_named_options(cells.get("key", ""), options)) > 1
        return "multiple_choice" if several else "single_choice"
    key = cells.get("key", "")
    if truth(key) is not None and not number_key(key):
        return "true_false"
    if number_key(key) is not None:
        return "number"
    if key:
        return "short_answer"
    raise NotTaken("formats.sheet.no-type")


def _points(cells: Mapping[str, str]) -> Decimal:
    if not (text := cells.get("points")):
        return Decimal(1)
    points = number_key(text)
    if points is None or not 0 <= points <= MAX_POINTS:
        raise NotTaken("formats.sheet.points", text=text[:40])
    return points


def _scored(interaction: dict[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    if not (name := cells.get("scoring")):
        return interaction
    modes = _modes_of(interaction["type"])
    bare = " ".join(name.lower().replace("ё", "е").split())
    named = _SCORINGS.get(bare) or (bare.replace(" ", "_").replace("-", "_"),)
    mode = next((one for one in named if one in modes), None)
    if mode is None:
        raise NotTaken("formats.sheet.scoring", name=name[:80], modes=", ".join(modes) or "–")
    return {**interaction, "scoring": mode}


def _modes_of(kind: str) -> tuple[str, ...]:
    """Return the names of the modes that a type of interaction knows."""
    model = next(one for one in _MODELS if one.model_fields["type"].default == kind)
    field = model.model_fields.get("scoring")
    return get_args(field.annotation) if field else ()


def _options(cells: Mapping[str, str], *, least: int) -> list[str]:
    """Return the options in their order; a gap between them is told."""
    numbers = [number for number in range(1, MAX_OPTIONS + 1) if f"option{number}" in cells]
    if len(numbers) < least:
        raise NotTaken("formats.sheet.options", least=str(least))
    if numbers != list(range(1, len(numbers) + 1)):
        raise NotTaken("formats.sheet.option-gap")
    return [cells[f"option{number}"] for number in numbers]


def _keys(text: str) -> list[str]:
    return [key for key in re.split(r"[,;\s]+", text.strip()) if key]


def _named_options(text: str, options: list[str]) -> list[str]:
    """Return the numbers or letters that an answer names; the words of options are their numbers.

    Numbers and letters go first: only what names no option is looked for among their words.
    """
    keys = _keys(text)
    if all(0 <= _place(key) < len(options) for key in keys):
        return keys
    words = [" ".join(option.lower().split()) for option in options]
    pieces = [" ".join(piece.lower().split()) for piece in re.split(r"[;|\n]", text)]
    if pieces == ["; ".join(pieces)] and pieces[0] not in words:
        pieces = [piece.strip() for piece in pieces[0].split(",")]
    pieces = [piece for piece in pieces if piece]
    if pieces and all(piece in words for piece in pieces):
        return [str(words.index(piece) + 1) for piece in pieces]
    return keys


def _chosen(cells: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[str]]:
    options = _options(cells, least=2)
    said = [rich(cells.get(f"said{number}", "")) for number in range(1, len(options) + 1)]
    found = []
    for key in _named_options(cells.get("key", ""), options):
        place = _place(key)
        if not 0 <= place < len(options):
            raise NotTaken("formats.sheet.unknown-option", key=key[:20], count=str(len(options)))
        found.append(letter(place))
    if not found:
        raise NotTaken("formats.sheet.no-key")
    return choices_of([rich(option) for option in options], said), list(dict.fromkeys(found))


def _place(key: str) -> int:
    """Return the place of an option named by its number or its letter."""
    if key.isascii() and key.isdigit():
        return int(key[:9]) - 1
    for alphabet in ("abcdefghijklmnopqrst", "абвгдежзиклмнопрстуф"):
        if len(key) == 1 and key.lower() in alphabet:
            return alphabet.index(key.lower())
    return -1


def _single(cells: Mapping[str, str]) -> dict[str, Any]:
    choices, keys = _chosen(cells)
    if len(keys) > 1:
        raise NotTaken("formats.sheet.one-key")
    return {"choices": choices, "key": keys[0]}


def _multiple(cells: Mapping[str, str]) -> dict[str, Any]:
    choices, keys = _chosen(cells)
    return {"choices": choices, "key": keys}


def _true_false(cells: Mapping[str, str]) -> dict[str, Any]:
    said = truth(cells.get("key", ""))
    if said is None:
        raise NotTaken("formats.sheet.truth")
    return {"key": said}


def _variants(cells: Mapping[str, str]) -> list[str]:
    found = [text for part in cells.get("key", "").split("|") if (text := part.strip())]
    if not found:
        raise NotTaken("formats.sheet.no-key")
    return found


def _short(cells: Mapping[str, str]) -> dict[str, Any]:
    return {"variants": [{"text": text} for text in _variants(cells)]}


def _digits(cells: Mapping[str, str]) -> dict[str, Any]:
    return {"keys": _variants(cells)}


def _number(text: str) -> Decimal:
    if (value := number_key(text)) is None:
        raise NotTaken("formats.not-a-number", text=text[:80])
    return value


def _tolerance(cells: Mapping[str, str]) -> dict[str, Any]:
    text = cells.get("tolerance", "0").strip()
    if text.endswith("%"):
        return {"kind": "relative", "value": _number(text[:-1]) / 100}
    return {"kind": "absolute", "value": _number(text)}


def _numbers(cells: Mapping[str, str]) -> dict[str, Any]:
    tolerance = _tolerance(cells)
    return {
        "variants": [{"value": _number(text), "tolerance": tolerance} for text in _variants(cells)]
    }


def _quantity(cells: Mapping[str, str]) -> dict[str, Any]:
    found = _QUANTITY.fullmatch(_variants(cells)[0])
    if found is None:
        raise NotTaken("formats.sheet.quantity")
    return {
        "value": _number(found[1]),
        "unit": found[2].strip(),
        "tolerance": _tolerance(cells),
    }


def _formula(cells: Mapping[str, str]) -> dict[str, Any]:
    return {"variants": [{"formula": text} for text in _variants(cells)]}


def _matching(cells: Mapping[str, str]) -> dict[str, Any]:
    pairs = [pair_of(option) for option in _options(cells, least=2)]
    return matching([(rich(left), words_of(rich(right))) for left, right in pairs])


def _ordering(cells: Mapping[str, str]) -> dict[str, Any]:
    texts = [rich(option) for option in _options(cells, least=2)]
    mixed = in_no_order(texts)
    return {
        "entries": choices_of(texts[place] for place in mixed),
        "key": [letter(mixed.index(place)) for place in range(len(texts))],
    }


def _grouping(cells: Mapping[str, str]) -> dict[str, Any]:
    pairs = [pair_of(option) for option in _options(cells, least=2)]
    groups = list(dict.fromkeys(group for _, group in pairs if group))
    mixed = [pairs[place] for place in in_no_order([entry for entry, _ in pairs])]
    return {
        "entries": choices_of(rich(entry) for entry, _ in mixed),
        "groups": choices_of(rich(group) for group in groups),
        "key": {
            letter(place): letter(groups.index(group)) if group else None
            for place, (_, group) in enumerate(mixed)
        },
    }


def _text_gaps(cells: Mapping[str, str]) -> dict[str, Any]:
    return text_gaps(cells["text"])


def _choice_gaps(cells: Mapping[str, str]) -> dict[str, Any]:
    return choice_gaps(cells["text"])


def _essay(cells: Mapping[str, str]) -> dict[str, Any]:
    return {"sample": rich(cells.get("key", ""))}


_READERS = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "short_answer": _short,
    "digit_sequence": _digits,
    "number": _numbers,
    "quantity": _quantity,
    "formula": _formula,
    "matching": _matching,
    "ordering": _ordering,
    "grouping": _grouping,
    "text_gaps": _text_gaps,
    "dropdown_gaps": _choice_gaps,
    "essay": _essay,
}
