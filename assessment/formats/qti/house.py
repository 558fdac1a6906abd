"""Items that this library wrote itself: what QTI cannot say stands in attributes of our own.

Every part is an element of the class ``mesh-part`` whose ``data-mesh`` holds, in JSON, the fields
that its interaction has no place for (the rule of comparing, the mode of scoring, hints). The
texts, choices and keys are read from QTI itself, so a file changed elsewhere is read as changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assessment.formats.qti.house_fields import clean_fields, read_carried
from assessment.items.item import AssessmentItem

if TYPE_CHECKING:
    from assessment.formats.qti.structures import Structure
    from assessment.scoring.qti.tree import Node

PART = "mesh-part"
PROMPT = "mesh-prompt"
STIMULUS = "mesh-stimulus"
ATTRIBUTE = "data-mesh"


def read_house_item(structure: Structure) -> AssessmentItem | None:
    """Return an item of our own making, ``None`` for any other or where something is amiss."""
    body = structure.item.body
    if body is None or not body.get(ATTRIBUTE):
        return None
    try:
        fields: dict[str, Any] = clean_fields(json.loads(body.get(ATTRIBUTE)))
        parts = [node for node in body.children if node.get("class") == PART]
        fields["parts"] = [_read_part(structure, node) for node in parts]
        stimulus = next((n for n in body.children if n.get("class") == STIMULUS), None)
        fields["stimulus"] = structure.text(stimulus) if stimulus is not None else ""
        fields["title"] = structure.item.title
        return AssessmentItem.model_validate(fields)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, StopIteration):
        return None


def _read_part(structure: Structure, node: Node) -> dict[str, Any]:
    fields: dict[str, Any] = clean_fields(json.loads(node.get(ATTRIBUTE)))
    prompt = next((n for n in node.children if n.get("class") == PROMPT), None)
    carried = read_carried(structure, node, fields["interaction"])
    fields["interaction"] = {**fields["interaction"], **carried}
    fields["prompt"] = structure.text(prompt) if prompt is not None else ""
    return fields
