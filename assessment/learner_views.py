"""What a learner's client gets: the public side of an item, kept QTI items by their own view."""

from __future__ import annotations

from typing import Any

from assessment.items.item import AssessmentItem
from assessment.items.learner import public_view
from assessment.items.manual import QtiItem
from assessment.scoring.qti.processing import learner_view as kept_view


def learner_view(item: AssessmentItem, seed: int) -> dict[str, Any]:
    """Return the item as JSON values with nothing in it that tells a key.

    ``seed`` is of the attempt: it decides the order of what is shuffled and the values of a QTI
    template. A kept QTI interaction has under ``kept`` its body and interactions, empty where
    its text cannot be read.
    """
    view = public_view(item, seed=seed)
    for part, shown in zip(item.parts, view["parts"], strict=True):
        if isinstance(part.interaction, QtiItem):
            shown["interaction"]["kept"] = kept_view(part.interaction.xml, seed)
    return view
