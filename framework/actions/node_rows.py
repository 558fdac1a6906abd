"""Planned nodes ⇄ rows: reading the present tree, comparing, writing the difference."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Concat, Substr

from core.api import fold
from framework.keys import uuid_of_key
from framework.models import FrameworkNode, FrameworkVersion
from framework.planning import PlannedNode
from framework.words import words_column

# What a reader can see of a node; a difference in any of them is an update.
FACTS = (
    "kind",
    "title",
    "title_en",
    "code",
    "type_label",
    "hours",
    "content",
    "grade",
    "education_level",
    "variant",
    "source",
    "extra",
    "position",
    "search_text",
    "search_words",
    "content_words",
)
_PLACE = ("path", "depth", "numchild")
_BATCH = 500


@dataclass
class PresentTree:
    """The nodes of an edition as they are stored: as a tree, and their facts by key."""

    roots: list[PlannedNode] = field(default_factory=list)
    facts: dict[str, tuple[Any, ...]] = field(default_factory=dict)


def read_present(version: FrameworkVersion) -> PresentTree:
    """Return the stored nodes of ``version``."""
    present = PresentTree()
    branch: list[PlannedNode] = []
    rows = FrameworkNode.objects.filter(version=version).order_by("path")
    for row in rows.iterator(chunk_size=2000):
        node = planned(row)
        del branch[row.depth - 1 :]
        (branch[-1].children if branch else present.roots).append(node)
        branch.append(node)
        present.facts[row.key] = facts_of(row)
    return present


def planned(row: FrameworkNode) -> PlannedNode:
    """Return the stored node as a planned one, without what stands below it."""
    return PlannedNode(
        kind=row.kind,
        title=row.title,
        name=row.key.rpartition("/")[2],
        hours=row.hours,
        content=row.content,
        grade=row.grade,
        education_level=row.education_level,
        variant=row.variant,
        source=row.source,
        key=row.key,
        uuid=row.uuid,
        title_en=row.title_en,
        code=row.code,
        type_label=row.type_label,
        extra=row.extra,
    )


def parents_of(roots: Iterable[PlannedNode]) -> dict[str, str]:
    """Return key of a node → key of the node above it; outermost nodes are left out.

    A key need not say where a node stands: formats with identifiers keep it through a move.
    """
    return {
        child.key: node.key for root in roots for node in root.walk() for child in node.children
    }


def facts_of(row: FrameworkNode) -> tuple[Any, ...]:
    """Return the values of ``FACTS``."""
    return tuple(getattr(row, name) for name in FACTS)


def make_rows(version: FrameworkVersion, roots: list[PlannedNode]) -> list[FrameworkNode]:
    """Return unsaved rows of the planned tree in tree order, treebeard's columns computed.

    ``add_child`` would ask the database several times for each of thousands of nodes.
    """
    return list(_rows(version, roots, "", 1, _first_free_root(version)))


def _rows(
    version: FrameworkVersion, nodes: list[PlannedNode], parent: str, depth: int, first: int
) -> Iterator[FrameworkNode]:
    for position, node in enumerate(nodes):
        path = FrameworkNode._get_path(parent, depth, first + position)
        yield _row(version, node, path, depth, position)
        yield from _rows(version, node.children, path, depth + 1, 1)


def _row(
    version: FrameworkVersion, node: PlannedNode, path: str, depth: int, position: int
) -> FrameworkNode:
    return FrameworkNode(
        version=version,
        path=path,
        depth=depth,
        numchild=len(node.children),
        uuid=node.uuid or uuid_of_key(node.key),
        key=node.key,
        kind=node.kind,
        title=node.title,
        title_en=node.title_en,
        code=node.code,
        type_label=node.type_label,
        extra=node.extra,
        hours=node.hours,
        content=node.content,
        grade=node.grade,
        education_level=node.education_level,
        variant=node.variant,
        source=node.source,
        position=position,
        search_text=fold(node.title),
        search_words=words_column(f"{node.title} {node.title_en} {node.code}"),
        content_words=words_column(node.content),
    )


def _first_free_root(version: FrameworkVersion) -> int:
    """Return the number of the first root: paths are unique over all editions together."""
    others = FrameworkNode.objects.exclude(version=version).filter(depth=1)
    last = others.aggregate(last=Max(Substr("path", 1, FrameworkNode.steplen)))["last"]
    return int(FrameworkNode._str2int(last)) + 1 if last else 1


def write_rows(version: FrameworkVersion, rows: list[FrameworkNode]) -> None:
    """Make the nodes of ``version`` exactly ``rows``; nodes that stay keep their ``id``."""
    stored = FrameworkNode.objects.filter(version=version)
    keys = {row.key for row in rows}
    gone = [pk for pk, key in stored.values_list("pk", "key") if key not in keys]
    for start in range(0, len(gone), _BATCH):
        # Not treebeard's delete(): it would also delete what stands below, by path.
        QuerySet(FrameworkNode).filter(pk__in=gone[start : start + _BATCH]).delete()
    # Out of the way first: a node may move to the path that another one has not left yet.
    stored.update(path=Concat(Value("~"), F("path")))
    FrameworkNode.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["version", "key"],
        update_fields=[*FACTS, *_PLACE],
    )


def digest_of(rows: Iterable[FrameworkNode]) -> str:
    """Return the SHA-256 of everything that ``rows`` say, in order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps([row.key, row.depth, *facts_of(row)]).encode())
    return digest.hexdigest()
