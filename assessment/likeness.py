"""Whether two items ask the same whatever their parts and choices are called inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from assessment.content import digest_of, pack
from assessment.items.base import Identifier
from assessment.items.item import AssessmentItem

_PLACE = re.compile(r"\{\{([\w.\-]+)\}\}")
_IDENTIFIER = Identifier.__metadata__  # type: ignore[attr-defined]


def likeness_of(item: AssessmentItem) -> str:
    """Return a digest of the content in which identifiers are numbers in the order of their things.

    Readers make up identifiers where a format has none; what is asked does not depend on them.
    """
    numbers: dict[str, str] = {}
    for name in _named(item):
        numbers.setdefault(name, str(len(numbers)))
    return digest_of(_renamed(item, numbers))


def _named(value: Any) -> Iterator[str]:
    """Yield the identifiers of all things, in the order in which they stand."""
    if isinstance(value, BaseModel):
        if isinstance(name := getattr(value, "id", None), str):
            yield name
        for field in type(value).model_fields:
            yield from _named(getattr(value, field))
    elif isinstance(value, tuple):
        for entry in value:
            yield from _named(entry)


def _renamed(model: BaseModel, numbers: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON values of a model with its identifiers replaced, and nothing else."""
    said = model.model_dump(mode="json")
    return {
        name: _value(getattr(model, name), said[name], numbers, name in _fields(type(model)))
        for name in type(model).model_fields
    }


def _value(value: Any, said: Any, numbers: Mapping[str, str], is_name: bool) -> Any:
    if isinstance(value, BaseModel):
        return _renamed(value, numbers)
    if isinstance(value, tuple):
        return [_value(*pair, numbers, is_name) for pair in zip(value, said, strict=True)]
    if isinstance(value, Mapping):
        return {_name(key, numbers, is_name): _name(said[key], numbers, is_name) for key in said}
    if isinstance(said, str) and not is_name:
        return _PLACE.sub(lambda found: f"{{{{{numbers.get(found[1], found[1])}}}}}", said)
    return _name(said, numbers, is_name)


def _name(said: Any, numbers: Mapping[str, str], is_name: bool) -> Any:
    if not is_name:
        return said
    if isinstance(said, list):
        return [_name(entry, numbers, is_name) for entry in said]
    return numbers.get(said, said) if isinstance(said, str) else said


@cache
def _fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a model that hold identifiers, alone or in lists and tables."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if _is_name(field.metadata) or _holds_name(field.annotation)
    )


def _is_name(metadata: Any) -> bool:
    return any(limit in _IDENTIFIER for limit in metadata)


def _holds_name(annotation: Any) -> bool:
    metadata = getattr(annotation, "__metadata__", ())
    return _is_name(metadata) or any(_holds_name(part) for part in get_args(annotation))


def merge_items(
    *, base: AssessmentItem, read: AssessmentItem, ours: AssessmentItem
) -> AssessmentItem:
    """Return our item with what a file says otherwise than it said when it was written.

    ``base`` is what reading gives back of our item as written in that format: what the format has
    no place for is not taken for removed. What is asked may be joined there (the text before
    all parts, the question, the text with gaps) and is taken together.
    """
    values = {name: _newer(name, base, read, ours) for name in AssessmentItem.model_fields}
    if len(base.parts) == len(read.parts) == len(ours.parts):
        parts = list(zip(base.parts, read.parts, ours.parts, strict=True))
        merged = [
            {name: _newer(name, *three) for name in type(three[2]).model_fields} for three in parts
        ]
        if base.stimulus != read.stimulus or any(_asks_otherwise(*pair) for *pair, _o in parts):
            values["stimulus"] = read.stimulus
            for part, (was, new, own) in zip(merged, parts, strict=True):
                part["prompt"] = new.prompt
                if own.prompt and not was.prompt:
                    part["interaction"] = new.interaction
        values["parts"] = [
            {**part, "id": own.id} for part, (_was, _new, own) in zip(merged, parts, strict=True)
        ]
    return AssessmentItem.model_validate(pack(AssessmentItem.model_validate(values)))


def _newer(name: str, base: Any, read: Any, ours: Any) -> Any:
    new = getattr(read, name)
    return getattr(ours, name) if new == getattr(base, name) else new


def _asks_otherwise(base: Any, read: Any) -> bool:
    return bool(base.prompt != read.prompt or base.interaction != read.interaction)
