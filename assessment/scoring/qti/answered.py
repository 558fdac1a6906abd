"""The fields of a QTI item one by one: which cannot be read, and which of them is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.scoring.qti.engine import MAX_STEPS
from assessment.scoring.qti.item import ParsedItem
from assessment.scoring.qti.session import ItemSession
from assessment.scoring.qti.values import NUMERIC, to_json
from assessment.scoring.reading import is_empty

MOST_FIELDS = 30


@dataclass(frozen=True, slots=True)
class Answered:
    """A field by its number in the body; ``share`` of what the key brings in it lies in 0..1."""

    number: int
    share: Decimal
    is_empty: bool


def number_fields(item: ParsedItem) -> dict[str, int]:
    """Return the number of each response's field, as they come in the body, from one."""
    names = dict.fromkeys(node.get("responseIdentifier") for node in item.interactions)
    return {name: number for number, name in enumerate(names, 1)}


def unread_numbers(item: ParsedItem, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the responses that could not be read that should be numbers."""
    return tuple(name for name in names if item.declarations[name].base_type in NUMERIC)


def judge_fields(item: ParsedItem, answers: Mapping[str, Any], *, seed: int) -> list[Answered]:
    """Return how right each field that has a key is, or nothing where that cannot be told.

    An answer is put between the keys of all other fields: what the item's own processing then takes
    off is the answer's fault, whether it compares, maps, or gives all or nothing. Of adaptive items
    and of fewer than two fields nothing is told, nor where the keys bring no points.
    """
    session = ItemSession(item, seed=seed)
    keys = {
        declaration.identifier: to_json(
            session.run.corrects.get(declaration.identifier, declaration.correct)
        )
        for declaration in item.declared("response")
    }
    numbers = number_fields(item)
    asked = [name for name in numbers if keys.get(name) is not None]
    if item.is_adaptive or not 2 <= len(asked) <= MOST_FIELDS:
        return []
    full = session.submit(keys).score
    if not full or full < 0 or session.run.steps * 2 * len(asked) > MAX_STEPS:
        return []
    found = []
    for name in asked:
        given = answers.get(name)
        none = _score(item, {**keys, name: None}, seed)
        share = max(Decimal(0), _score(item, {**keys, name: given}, seed) - none)
        if none < full:  # else the field moves no points
            whole = min(share / (full - none), Decimal(1))
            found.append(Answered(numbers[name], whole, is_empty(given)))
    return found


def _score(item: ParsedItem, answers: Mapping[str, Any], seed: int) -> Decimal:
    return ItemSession(item, seed=seed).submit(answers).score or Decimal(0)
