"""What a learner's client gets of an item: named fields only, in an order of their own."""

from __future__ import annotations

import random
from typing import Any

from assessment.items.base import Model
from assessment.items.gaps import DragWords
from assessment.items.item import AssessmentItem
from assessment.items.manual import QtiItem
from assessment.items.relating import Matching, Ordering

# Fields whose order may tell the key, and the flag that lets them be shuffled.
_SHUFFLED = ("choices", "words", "entries", "right", "rows", "labels")


def public_view(item: AssessmentItem, *, seed: int) -> dict[str, Any]:
    """Return the item as JSON values with nothing in it that is not public.

    What may be shuffled is, by ``seed`` (one of the attempt, so that reloading keeps the order);
    what stands in the order of the key is, whatever the item says.
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
    """Tell whether what is to be related or put in order stands in the order of the key."""
    if isinstance(model, Ordering):
        shown, key = model.entries, list(model.key)
    elif isinstance(model, Matching):
        shown, key = model.right, [model.key[one.id] for one in model.left]
    elif isinstance(model, DragWords):
        shown, key = model.words, [gap.keys[0] for gap in model.gaps]
    else:
        return False
    return len(key) > 1 and [one.id for one in shown[: len(key)]] == key


def _plain(value: Any, dealt: random.Random) -> Any:
    if isinstance(value, Model):
        return _view(value, dealt)
    if isinstance(value, tuple | list):
        return [_plain(entry, dealt) for entry in value]
    if isinstance(value, bool | int | str) or value is None:
        return value
    return str(value)
