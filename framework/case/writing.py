"""From an edition to a CFPackage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from framework.actions.node_rows import read_present
from framework.case.crosswalks import Crossing
from framework.case.data import V1P1, VERSIONS, Members
from framework.case.members import ASSOCIATION, DOCUMENT, ITEM
from framework.case.nodes import edge_of, item_of
from framework.case.outgoing import Outgoing, document_of, kept_of, licence_link, outgoing_of
from framework.case.versions import definitions_for, for_version, has_type, rubrics_for
from framework.models import Crosswalk, Framework, FrameworkNode, FrameworkVersion
from framework.planning import PlannedNode
from framework.snapshot import get_tree


def write_case(edition: FrameworkVersion, version: str = V1P1) -> dict[str, Any]:
    """Return ``edition`` as a CFPackage of CASE ``version`` (``"1.0"`` or ``"1.1"``), JSON-ready.

    Valid against the schema of that version. 1.0 has no extensions: hours, kinds and titles in
    English do not go out with it. Raises ``ValueError`` for another version.
    """
    if version not in VERSIONS:
        raise ValueError(f"CASE {version} is not written")
    out = outgoing_of(edition)
    roots = read_present(edition).roots
    found: dict[str, Any] = {
        "CFDocument": for_version(document_of(edition, out), DOCUMENT, version),
        "CFItems": [
            for_version(item_of(node, out), ITEM, version) for root in roots for node in root.walk()
        ],
        "CFAssociations": [
            for_version(association, ASSOCIATION, version)
            for association in _associations(edition, roots, out)
            if has_type(association, version)
        ],
        "CFDefinitions": definitions_for(_definitions(edition.framework), out, version),
    }
    return {**found, **_rest(edition.framework, out, version)}


def _rest(framework: Framework, out: Outgoing, version: str) -> Members:
    kept = kept_of(framework.extra).get("rest", {})
    found: Members = {}
    if "CFRubrics" in kept:
        found["CFRubrics"] = rubrics_for(kept["CFRubrics"], out, version)
    if "extensions" in kept and version == V1P1:
        found["extensions"] = kept["extensions"]
    return found


def _definitions(framework: Framework) -> Members:
    """Return the definitions that came along, and that of a licence known by name only."""
    kept = dict(kept_of(framework.extra).get("rest", {}).get("CFDefinitions", {}))
    said = kept_of(framework.extra).get("document", {})
    if framework.licence and "licenseURI" not in said:
        licence = licence_link(framework.licence)
        known = kept.get("CFLicenses", [])
        if licence["identifier"] not in {one["identifier"] for one in known}:
            kept["CFLicenses"] = [*known, {**licence, "licenseText": framework.licence}]
    return kept


def _associations(
    edition: FrameworkVersion, roots: list[PlannedNode], out: Outgoing
) -> Iterator[Members]:
    """Yield what makes the tree, in its order, then everything else by identifier."""
    yield from _edges(roots, None, out)
    crossing = Crossing(crosswalks_of(edition), get_tree())
    kept = list(kept_of(edition.framework.extra).get("associations", ()))
    for root in roots:
        for node in root.walk():
            kept += kept_of(node.extra).get("associations", ())
    others = [one for one in kept if crossing.still_holds(one)]
    others += crossing.rest()
    yield from sorted(others, key=lambda one: str(one["identifier"]))


def _edges(
    nodes: list[PlannedNode], parent: PlannedNode | None, out: Outgoing
) -> Iterator[Members]:
    for number, node in enumerate(nodes, start=1):
        yield edge_of(node, parent, number, out)
        yield from _edges(node.children, node, out)


def crosswalks_of(edition: FrameworkVersion) -> list[Crosswalk]:
    """Return the crosswalks that touch nodes of ``edition``, in one query."""
    nodes = FrameworkNode.objects.filter(version=edition).values("uuid")
    rows = Crosswalk.objects.filter(Q(source__in=nodes) | Q(target__in=nodes))
    return list(rows.order_by("id"))
