"""From a file to a :class:`~framework.case.data.CasePackage`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.case.data import (
    ASSOCIATIONS_LIMIT,
    ITEMS_LIMIT,
    REPEATED_ASSOCIATION,
    SIZE_LIMIT,
    TEXT_LIMIT,
    UNKNOWN_MEMBER,
    CaseAssociation,
    CaseItem,
    CasePackage,
    Members,
    Notes,
)
from framework.case.errors import CaseFileError
from framework.case.members import ASSOCIATION, DEFINITIONS, DOCUMENT, ITEM, RUBRIC, TYPES
from framework.case.values import OWN_NAME, CaseValue, as_uuid, check_bounds
from framework.received_files import FileReader

READER = FileReader(SIZE_LIMIT, CaseFileError)
_PARTS = frozenset(
    {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics", "extensions"}
)


def read_package(path: Path) -> CasePackage:
    """Return the package in the file ``path``. Raises :class:`CaseFileError` and nothing else."""
    return parse_package(READER.parse_json(READER.read_text(path), path.name), path.name)


def parse_package(data: Any, file: str) -> CasePackage:
    """Return the package that the decoded JSON ``data`` of ``file`` describes.

    Raises :class:`CaseFileError` and nothing else. The tree is not looked at yet.
    """
    notes = Notes()
    root = CaseValue(data, file, notes)
    check_bounds(root)
    document = _document(root.at("CFDocument"))
    for name in data.keys() - _PARTS:
        notes.add(UNKNOWN_MEMBER, f"$.{name}")
    identifier = UUID(document["identifier"])
    items = _items(root.at("CFItems"), identifier)
    return CasePackage(
        file=file,
        identifier=identifier,
        document=document,
        items=items,
        associations=_associations(root.at("CFAssociations")),
        rest=_rest(root),
        notes=notes,
    )


def _document(value: CaseValue) -> Members:
    value.at("identifier").uuid()
    _named(value.at("title"))
    return value.read(DOCUMENT)


def _named(value: CaseValue) -> None:
    if not value.text().strip():
        raise value.refuse(_("the text is empty."), _("Write the name here."))


def _items(value: CaseValue, document: UUID) -> dict[UUID, CaseItem]:
    items: dict[UUID, CaseItem] = {}
    for item in value.items(ITEMS_LIMIT):
        identifier = item.at("identifier").uuid()
        item.at("fullStatement").text()
        if identifier in items or identifier == document:
            twin = items[identifier].place if identifier in items else "$.CFDocument"
            raise item.at("identifier").refuse(
                format_lazy(_("{place} has the same identifier."), place=twin),
                _("Give each item an identifier of its own, or delete the repeated one."),
            )
        items[identifier] = CaseItem(identifier, item.read(ITEM), item.place)
    if not items:
        raise value.refuse(
            _("the package has no items."),
            _("Take the package that holds the items of the framework, not only its document."),
        )
    return items


def _associations(value: CaseValue) -> list[CaseAssociation]:
    found: dict[UUID, CaseAssociation] = {}
    for item in value.items(ASSOCIATIONS_LIMIT):
        one = _association(item, len(found))
        if one.identifier in found:
            value.notes.add(REPEATED_ASSOCIATION, str(one.identifier))
        else:
            found[one.identifier] = one
    return list(found.values())


def _association(value: CaseValue, order: int) -> CaseAssociation:
    identifier = value.at("identifier").uuid()
    kind = value.at("associationType").text()
    if kind not in TYPES and not OWN_NAME.fullmatch(kind):
        raise value.at("associationType").refuse(
            format_lazy(_("the association type “{kind}” is unknown."), kind=kind[:60]),
            format_lazy(
                _("Use one of: {kinds}; a type of your own begins with “ext:”."),
                kinds=", ".join(sorted(TYPES)),
            ),
        )
    for end in ("originNodeURI", "destinationNodeURI"):
        value.at(end).at("identifier").text()
    members = value.read(ASSOCIATION)
    return CaseAssociation(
        identifier=identifier,
        kind=kind,
        origin=as_uuid(members["originNodeURI"]["identifier"]),
        destination=as_uuid(members["destinationNodeURI"]["identifier"]),
        sequence=members.get("sequenceNumber"),
        order=order,
        members=members,
        place=value.place,
    )


def _rest(root: CaseValue) -> Members:
    """Return what the library keeps without using it, checked so that it goes out valid."""
    rest: Members = {}
    definitions = root.at("CFDefinitions")
    if definitions.raw not in (None, []):
        rest["CFDefinitions"] = definitions.read(DEFINITIONS)
        for name, parts in rest["CFDefinitions"].items():
            if name != "extensions":
                _identified(definitions.at(name), parts)
    rubrics = root.at("CFRubrics")
    found = [rubric.read(RUBRIC) for rubric in rubrics.items(TEXT_LIMIT)]
    if found:
        _identified(rubrics, found)
        rest["CFRubrics"] = found
    if isinstance(root.raw.get("extensions"), dict):
        rest["extensions"] = root.raw["extensions"]
    return {name: part for name, part in rest.items() if part}


def _identified(value: CaseValue, parts: list[Members]) -> None:
    for item, _part in zip(value.items(TEXT_LIMIT), parts, strict=True):
        item.at("identifier").uuid()
