"""What a learner's client gets of an item: named fields only, in an order of their own."""

from __future__ import annotations

import random
from typing import Any

from assessment.items.base import Model
from assessment.items.item import AssessmentItem
from assessment.items.manual import QtiItem
from assessment.items.relating import Ordering

# Fields whose order may tell the key, and the flag that lets them be shuffled.
_SHUFFLED = ("choices", "words", "entries", "right", "rows", "labels")


def public_view(item: AssessmentItem, *, seed: int) -> dict[str, Any]:
    """Return the item as JSON values with nothing in it that is not public.

    What may be shuffled is, by ``seed`` (one of the attempt, so that reloading keeps the order).
    A kept QTI item has no view here: :func:`assessment.api.learner_view` adds its own.
    """
    dealt = random.Random(seed)  # noqa: S311  # nosec B311  # an order, no secret
    view: dict[str, Any] = _view(item, dealt)
    view["points"] = str(item.points)
    for part, shown in zip(item.parts, view["parts"], strict=True):
        shown["hints"] = len(part.hints)
    return view


def _view(model: Model, dealt: random.Random) -> dict[str, Any]:
    shuffles = getattr(model, "shuffle", False) or _tells_its_order(model)
    view: dict[str, Any] = {}
    shown = [field for flag, field in model.public_if if getattr(model, flag)]
    for name in (*model.public, *shown):
        value = _plain(getattr(model, name), dealt)
        if shuffles and name in _SHUFFLED:
            dealt.shuffle(value)
        view[name] = value
    if isinstance(model, QtiItem):
        view["is_kept"] = True
    return view


def _tells_its_order(model: Model) -> bool:
    """Tell whether things to be put in order stand in it already."""
    return isinstance(model, Ordering) and tuple(one.id for one in model.entries) == model.key


def _plain(value: Any, dealt: random.Random) -> Any:
    if isinstance(value, Model):
        return _view(value, dealt)
    if isinstance(value, tuple | list):
        return [_plain(entry, dealt) for entry in value]
    if isinstance(value, bool | int | str) or value is None:
        return value
    return str(value)
