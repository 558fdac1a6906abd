"""Reads of the CASE service: objects of published editions, each in a few queries.

An object outside a package links to its document, which within a package goes without saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from framework.actions.node_rows import planned
from framework.case.crosswalks import Crossing
from framework.case.data import Members
from framework.case.members import ASSOCIATION, DOCUMENT, ITEM
from framework.case.nodes import edge_id, edge_of, item_of
from framework.case.outgoing import (
    FORMAT,
    Outgoing,
    document_id,
    document_of,
    kept_of,
    outgoing_of,
)
from framework.case.versions import for_version, has_type
from framework.data import TOPIC
from framework.models import Crosswalk, FrameworkNode, FrameworkVersion
from framework.planning import PlannedNode
from framework.snapshot import get_tree

_PUBLISHED = FrameworkVersion.Status.PUBLISHED


def published_editions() -> list[FrameworkVersion]:
    """Return the published editions with their frameworks, in one query."""
    rows = FrameworkVersion.objects.filter(status=_PUBLISHED).select_related("framework")
    return list(rows.order_by("framework__title", "pk"))


def find_document(identifier: UUID) -> FrameworkVersion | None:
    """Return the published edition whose document has the identifier."""
    return next(
        (one for one in published_editions() if document_id(one.framework) == identifier), None
    )


def document_members(edition: FrameworkVersion, version: str) -> Members:
    """Return a CFDocument with the link to its package."""
    out = outgoing_of(edition)
    members = for_version(document_of(edition, out), DOCUMENT, version)
    return {**members, "CFPackageURI": out.document_link("CFPackages")}


def find_item(identifier: UUID) -> FrameworkNode | None:
    """Return the published node with its edition and framework, in one query."""
    rows = FrameworkNode.objects.filter(uuid=identifier, version__status=_PUBLISHED)
    found: FrameworkNode | None = rows.select_related("version__framework").first()
    return found


def item_members(row: FrameworkNode, version: str) -> Members:
    """Return a CFItem with the link to its document."""
    out = outgoing_of(row.version)
    members = for_version(item_of(_alone(row), out), ITEM, version)
    return {**members, "CFDocumentURI": out.document_link()}


def _alone(row: FrameworkNode) -> PlannedNode:
    """Return the node without its branch; that there is one decides what kind can be read."""
    node = planned(row)
    node.children = [PlannedNode(TOPIC, "…")] if row.numchild else []
    return node


def associations_of(row: FrameworkNode, version: str) -> list[Members]:
    """Return every association that the published node is an end of."""
    out = outgoing_of(row.version)
    node, uuid = _alone(row), row.uuid
    children = row.get_children().order_by("path")
    found = [_edge(row, out)]
    found += [edge_of(_alone(child), node, child.position + 1, out) for child in children]
    rows = Crosswalk.objects.filter(Q(source=uuid) | Q(target=uuid)).order_by("id")
    crossing = Crossing(rows, get_tree())
    kept = [*kept_of(row.extra).get("associations", ()), *_leading_to(row)]
    found += [one for one in kept if crossing.still_holds(one)]
    found += crossing.rest()
    return [_linked(one, out, version) for one in found if has_type(one, version)]


def _leading_to(row: FrameworkNode) -> Iterator[Members]:
    """Yield kept associations of others that end at the node."""
    for one in kept_of(row.version.framework.extra).get("associations", ()):
        if one["destinationNodeURI"]["identifier"] == str(row.uuid):
            yield one
    yield from _index(get_tree().stamp).by_destination.get(str(row.uuid), ())


def _edge(row: FrameworkNode, out: Outgoing) -> Members:
    parent = row.get_parent()
    return edge_of(_alone(row), _alone(parent) if parent else None, row.position + 1, out)


def _linked(members: Members, out: Outgoing, version: str) -> Members:
    return {
        **for_version(members, ASSOCIATION, version),
        "CFDocumentURI": out.document_link(),
    }


def find_association(identifier: UUID, version: str) -> Members | None:
    """Return a CFAssociation: what places a node, a crosswalk, or one kept for its publisher."""
    for look_for in (_placing, _kept, _crosswalk):
        found = look_for(identifier)
        if found is not None and has_type(found[0], version):
            return _linked(*found, version)
    return None


def _placing(identifier: UUID) -> tuple[Members, Outgoing] | None:
    named = _index(get_tree().stamp).placed.get(str(identifier))
    row = find_item(UUID(named) if named else edge_id(identifier))
    if row is None:
        return None
    out = outgoing_of(row.version)
    edge = _edge(row, out)
    return (edge, out) if edge["identifier"] == str(identifier) else None


def _kept(identifier: UUID) -> tuple[Members, Outgoing] | None:
    origin = _index(get_tree().stamp).kept.get(str(identifier))
    if origin is not None:
        row = find_item(UUID(origin))
        if row is not None:
            return _among(identifier, kept_of(row.extra), outgoing_of(row.version))
    for edition in published_editions():
        found = _among(identifier, kept_of(edition.framework.extra), outgoing_of(edition))
        if found is not None:
            return found
    return None


def _among(
    identifier: UUID, kept: dict[str, Any], out: Outgoing
) -> tuple[Members, Outgoing] | None:
    for one in kept.get("associations", ()):
        if one["identifier"] == str(identifier):
            ends = [one[name]["identifier"] for name in ("originNodeURI", "destinationNodeURI")]
            rows = Crosswalk.objects.filter(source__in=_uuids(ends), target__in=_uuids(ends))
            return (one, out) if Crossing(rows, get_tree()).still_holds(one) else None
    return None


def _uuids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _crosswalk(identifier: UUID) -> tuple[Members, Outgoing] | None:
    row = Crosswalk.objects.filter(uuid=identifier).first()
    if row is None:
        return None
    told = list(Crossing([row], get_tree()).rest())
    node = find_item(row.source)
    return (told[0], outgoing_of(node.version)) if told and node else None


class _Index:
    """Where the associations are that packages brought: identifier → uuid of the node.

    ``placed`` for those that place the node, ``kept`` for those that it keeps for its publisher.
    """

    def __init__(self) -> None:
        self.placed: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        self.by_destination: dict[str, list[Members]] = {}

    def add(self, uuid: UUID, extra: dict[str, Any]) -> None:
        """Take in what a node keeps."""
        kept = kept_of(extra)
        if "identifier" in kept.get("edge", {}):
            self.placed[kept["edge"]["identifier"]] = str(uuid)
        for one in kept.get("associations", ()):
            self.kept[one["identifier"]] = str(uuid)
            self.by_destination.setdefault(one["destinationNodeURI"]["identifier"], []).append(one)


@lru_cache(maxsize=1)
def _index(_stamp: str) -> _Index:
    """Return the index of all published editions; made anew when one of them changes.

    The stamp covers what nodes keep. Only frameworks that came from CASE are looked at.
    """
    index = _Index()
    rows = FrameworkNode.objects.filter(
        version__status=_PUBLISHED, version__framework__extra__has_key=FORMAT
    ).exclude(extra={})
    for uuid, extra in rows.values_list("uuid", "extra").iterator(chunk_size=2000):
        index.add(uuid, extra)
    return index
