"""The in-process snapshot of all published frameworks.

A page names dozens of nodes; asking the database for each would be dozens of queries. The whole
tree is a few thousand rows that change a few times a year, so every process keeps one immutable
copy. It asks for the stamp (one small query) at most every ``CHECK_SECONDS`` and reloads only
when the stamp differs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from framework.change_queries import read_former
from framework.crosswalks import read_crosswalks
from framework.data import OF_A_SCHOOL, SUBJECT, FrameworkFacts, Node, Tree
from framework.grafting import graft
from framework.models import Crosswalk, FrameworkNode, FrameworkVersion, ReceivedNode

CHECK_SECONDS = 2.0

_FIELDS = (
    "depth",
    "version__framework__key",
    "uuid",
    "key",
    "kind",
    "title",
    "hours",
    "content",
    "grade",
    "education_level",
    "variant",
    "search_text",
    "search_words",
    "content_words",
    "source",
    "title_en",
    "code",
    "type_label",
)


class _Snapshot:
    """The cached tree and the moment (monotonic seconds) at which its stamp was last compared."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.tree: Tree | None = None
        self.checked_at = 0.0
        self.forgotten = 0

    def get(self) -> Tree:
        """Return the tree; one thread checks or loads, the others go on with what they have."""
        tree = self.tree
        if tree is not None and time.monotonic() - self.checked_at < CHECK_SECONDS:
            return tree
        if tree is not None and self.lock.locked():
            return tree
        with self.lock:
            return self._refresh()

    def _refresh(self) -> Tree:
        started, forgotten = time.monotonic(), self.forgotten
        mark = _read_mark()
        tree = self.tree
        if tree is None or tree.stamp != mark.stamp:
            tree = _load(mark)
        # A change that was announced while the rows were being read may not be among them.
        self.tree = tree if forgotten == self.forgotten else None
        self.checked_at = started
        return tree

    def forget(self) -> None:
        """Drop the copy; the next reader loads it anew."""
        self.forgotten += 1
        self.tree = None


_snapshot = _Snapshot()


def get_tree() -> Tree:
    """Return the snapshot of all published frameworks; no query while it is warm.

    An import in the same process shows at once, one in another process within about
    ``CHECK_SECONDS``. Before any import the tree is empty, never an error.
    """
    return _snapshot.get()


def forget_tree() -> None:
    """Make the next :func:`get_tree` of this process load anew (after imports, between tests)."""
    _snapshot.forget()


@dataclass(frozen=True, slots=True)
class _Mark:
    """What tells whether the copy is still true, and what is worth asking for when it is not."""

    stamp: str
    frameworks: dict[str, FrameworkFacts]
    has_received: bool
    has_crosswalks: bool


def _read_mark() -> _Mark:
    published = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED)
    versions = list(published.select_related("framework").order_by("framework_id"))
    received = ReceivedNode.objects.aggregate(number=Count("id"), newest=Max("id"))
    walks = Crosswalk.objects.aggregate(number=Count("id"), newest=Max("made_at"))
    parts = [f"{row.framework.key}:{row.label}:{row.digest}" for row in versions]
    if received["number"]:
        parts.append(f"+{received['number']}:{received['newest']}")
    if walks["number"]:
        parts.append(f"~{walks['number']}:{walks['newest'].timestamp()}")
    frameworks = {row.framework.key: _facts(row) for row in versions}
    return _Mark("|".join(parts), frameworks, bool(received["number"]), bool(walks["number"]))


def _facts(version: FrameworkVersion) -> FrameworkFacts:
    framework = version.framework
    return FrameworkFacts(
        uuid=framework.uuid,
        key=framework.key,
        title=framework.title,
        title_en=framework.title_en,
        kind=framework.kind,
        edition=version.label,
        publisher=framework.publisher,
        source=framework.source,
    )


def _load(mark: _Mark) -> Tree:
    rows = (
        FrameworkNode.objects.filter(version__status=FrameworkVersion.Status.PUBLISHED)
        .order_by("version__framework_id", "path")
        .values_list(*_FIELDS)
    )
    return _build(rows.iterator(chunk_size=2000), mark)


def _with_roots(
    frameworks: dict[str, FrameworkFacts], nodes: dict[UUID, Node]
) -> dict[str, FrameworkFacts]:
    roots: dict[str, list[UUID]] = {}
    for node in nodes.values():
        if node.parent is None:
            roots.setdefault(node.framework_key, []).append(node.uuid)
    return {
        key: replace(facts, roots=tuple(roots.get(key, ()))) for key, facts in frameworks.items()
    }


def _subjects(nodes: dict[UUID, Node], frameworks: dict[str, FrameworkFacts]) -> tuple[UUID, ...]:
    """Return the subjects of a school; what a package brought counts by its own word."""
    others = {key for key, facts in frameworks.items() if facts.kind not in OF_A_SCHOOL}
    return tuple(
        node.uuid
        for node in nodes.values()
        if node.kind == SUBJECT and node.framework_key not in others
    )


def _build(rows: Iterator[tuple[Any, ...]], mark: _Mark) -> Tree:
    """Make the tree of ``rows`` (in tree order, fields as in ``_FIELDS``)."""
    drafts: list[tuple[tuple[Any, ...], tuple[UUID, ...]]] = []
    children: dict[UUID, list[UUID]] = {}
    branch: list[UUID] = []
    for row in rows:
        depth, uuid = row[0], row[2]
        del branch[depth - 1 :]
        if branch:
            children.setdefault(branch[-1], []).append(uuid)
        drafts.append((row, tuple(branch)))
        branch.append(uuid)
    nodes = {
        row[2]: _node(row, ancestors, tuple(children.get(row[2], ()))) for row, ancestors in drafts
    }
    by_key = {node.key: node.uuid for node in nodes.values()}
    nodes = graft(nodes) if mark.has_received else nodes
    # A received node never takes a key away: addresses of the catalogue are made of them.
    by_key = {**{node.key: node.uuid for node in nodes.values()}, **by_key}
    return Tree(
        nodes=MappingProxyType(nodes),
        by_key=MappingProxyType(by_key),
        subjects=_subjects(nodes, mark.frameworks),
        stamp=mark.stamp,
        frameworks=MappingProxyType(_with_roots(mark.frameworks, nodes)),
        crosswalks=MappingProxyType(read_crosswalks(nodes) if mark.has_crosswalks else {}),
        former=MappingProxyType(read_former(nodes)),
    )


def _node(row: tuple[Any, ...], ancestors: tuple[UUID, ...], children: tuple[UUID, ...]) -> Node:
    facts = dict(zip(_FIELDS, row, strict=True))
    del facts["depth"]
    return Node(
        framework_key=facts.pop("version__framework__key"),
        parent=ancestors[-1] if ancestors else None,
        ancestors=ancestors,
        children=children,
        **facts,
    )
