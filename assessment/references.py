"""Which files of the bank an item names, which of them its question shows, and where they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from pydantic import ValidationError

from assessment.content import pack
from assessment.items.addresses import addresses_in, file_name_of, with_addresses
from assessment.items.item import AssessmentItem
from assessment.items.learner import public_view
from assessment.items.manual import QtiItem
from assessment.scoring.qti.tree import Node, read_tree
from core.errors import XmlRefused

# Of a kept QTI item what stands in these is seen after answering, or by who marks.
_LATER = frozenset({"feedbackInline", "feedbackBlock", "modalFeedback"})
_LEARNER = frozenset({"", "candidate"})


def names_in(stored: Any) -> set[str]:
    """Return the names of the files that JSON values of an item or a template refer to."""
    return {name for address in addresses_in(stored) if (name := file_name_of(address))}


def asked_names(item: AssessmentItem) -> set[str]:
    """Return the names of the files that a learner sees before answering."""
    found = names_in(public_view(item, seed=0))
    for part in item.parts:
        if isinstance(part.interaction, QtiItem):
            found |= _names_in_body(part.interaction.xml)
    return found


def _names_in_body(xml: str) -> set[str]:
    try:
        body = read_tree(xml).find("itemBody")
    except XmlRefused:
        return set()
    return set(_shown_names(body)) if body is not None else set()


def _shown_names(node: Node) -> list[str]:
    if node.name in _LATER:
        return []
    if node.name == "rubricBlock" and not (set(node.get("view").split()) or {""}) & _LEARNER:
        return []
    found = [file_name_of(node.get(name)) for name in ("src", "data", "href")]
    for child in node.children:
        found += _shown_names(child)
    return [name for name in found if name]


def file_url(item_uuid: UUID, name: str) -> str:
    """Return the address at which an item gives out one of its files."""
    return reverse("assessment:file", args=[item_uuid, name])


def to_show(item_uuid: UUID, item: AssessmentItem) -> AssessmentItem:
    """Return the item with addresses in the place of references to its files.

    Costs no query: whether the item has the file, and whether one may see it, is asked there.
    """
    stored = pack(item)
    if not names_in(stored):
        return item

    def address(reference: str) -> str:
        name = file_name_of(reference)
        return file_url(item_uuid, name) if name else reference

    try:
        return AssessmentItem.model_validate(with_addresses(stored, address))
    except ValidationError:
        # An address is longer than a reference: a text at its limit is shown without pictures.
        return item
