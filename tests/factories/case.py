"""CASE packages for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from core.api import derived_uuid, now
from framework.actions.importing_case import CaseReport
from framework.api import CaseWishes, import_case

MOMENT = "2026-03-01T10:00:00+00:00"
DOCUMENT = str(derived_uuid("tests.case", "document"))


def uuid_of(name: str) -> UUID:
    """Return the identifier of the item that tests call ``name``."""
    return derived_uuid("tests.case", name)


def link(name: str) -> dict[str, Any]:
    """Return the end of an association: an item by its name, or the document."""
    identifier = DOCUMENT if name == "document" else str(uuid_of(name))
    return {"title": name, "identifier": identifier, "uri": f"https://case.test/{identifier}"}


def item(name: str, **members: Any) -> dict[str, Any]:
    """Return a CFItem whose statement is its name."""
    identifier = str(uuid_of(name))
    return {
        "identifier": identifier,
        "uri": f"https://case.test/CFItems/{identifier}",
        "fullStatement": name,
        "lastChangeDateTime": MOMENT,
        **members,
    }


def association(
    origin: str, destination: str, kind: str = "isChildOf", **members: Any
) -> dict[str, Any]:
    """Return a CFAssociation between two items, or from an item to the document."""
    identifier = str(derived_uuid("tests.case", origin, kind, destination))
    return {
        "identifier": identifier,
        "uri": f"https://case.test/CFAssociations/{identifier}",
        "associationType": kind,
        "originNodeURI": link(origin),
        "destinationNodeURI": link(destination),
        "lastChangeDateTime": MOMENT,
        **members,
    }


def package(
    tree: dict[str, str],
    *more: dict[str, Any],
    items: dict[str, dict[str, Any]] | None = None,
    **document: Any,
) -> dict[str, Any]:
    """Return a package of ``tree`` (item → what it stands below, in order) and associations."""
    places = [
        association(name, above, sequenceNumber=number)
        for number, (name, above) in enumerate(tree.items(), start=1)
    ]
    return {
        "CFDocument": {
            "identifier": DOCUMENT,
            "uri": f"https://case.test/CFDocuments/{DOCUMENT}",
            "creator": "Автор",
            "title": "Проба",
            "lastChangeDateTime": MOMENT,
            **document,
        },
        "CFItems": [item(name, **(items or {}).get(name, {})) for name in tree],
        "CFAssociations": [*places, *more],
    }


def write_package(folder: Path, data: Any, name: str = "case.json") -> Path:
    """Write the package into ``folder`` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def load_package(folder: Path, data: Any, **wishes: Any) -> CaseReport:
    """Import the package through the action that people use."""
    path = write_package(folder, data)
    return import_case(path=path, wishes=CaseWishes(**wishes), by=None, now=now())
