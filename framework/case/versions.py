"""From what the library knows to what the schema of one CASE version allows and demands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core.api import derived_uuid
from framework.case.data import V1P0, Members
from framework.case.members import (
    DEFINITIONS,
    DEMANDED,
    END,
    PARTS,
    RUBRIC,
    TYPES_OF_1P0,
    Member,
    Table,
)
from framework.case.outgoing import Outgoing, address


def for_version(members: Members, table: Table, version: str) -> Members:
    """Return the members that ``version`` has, in the order of ``table``."""
    return {
        name: _value(members[name], member, version)
        for name, member in table.items()
        if name in members and member.since <= version
    }


def _value(value: Any, member: Member, version: str) -> Any:
    if member.shape == PARTS:
        return [for_version(part, member.parts, version) for part in value]
    if member.shape == END and version == V1P0:
        return {name: text for name, text in value.items() if name != "targetType"}
    return value


def has_type(association: Members, version: str) -> bool:
    """Whether ``version`` has the type of the association."""
    return version > V1P0 or association["associationType"] in TYPES_OF_1P0


def definitions_for(kept: Members, out: Outgoing, version: str) -> Members:
    """Return CFDefinitions, with what the schema demands where a package left it out."""
    whole = {
        name: parts if name == "extensions" else [_complete(part, name, out) for part in parts]
        for name, parts in kept.items()
    }
    return for_version(whole, DEFINITIONS, version)


def rubrics_for(kept: list[Members], out: Outgoing, version: str) -> list[Members]:
    """Return CFRubrics, with what the schema demands where a package left it out."""
    return [for_version(_complete(part, "CFRubrics", out), RUBRIC, version) for part in kept]


def _complete(part: Members, place: str, out: Outgoing, *way: str) -> Members:
    """Return the part with identifier, address, moment and the texts that are demanded."""
    identifier = part.get("identifier") or str(derived_uuid("framework.case.part", *way))
    found: Members = {
        "uri": address(place, UUID(identifier)),
        "lastChangeDateTime": out.changed,
        **dict.fromkeys(DEMANDED.get(place, ()), ""),
        **part,
        "identifier": identifier,
    }
    for name in ("CFRubricCriteria", "CFRubricCriterionLevels"):
        if name in found:
            found[name] = [
                _complete(inner, name, out, identifier, name, str(number))
                for number, inner in enumerate(found[name])
            ]
    return found
