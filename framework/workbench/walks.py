"""Crosswalks for people: the counterparts of a node, and all pairs of two frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from core.api import fold
from framework.data import TURNED_ROUND, FrameworkFacts, Node
from framework.labels import node_label, path_labels, words_of
from framework.models import Crosswalk, FrameworkNode, FrameworkVersion
from framework.snapshot import get_tree


@dataclass(frozen=True, slots=True)
class End:
    """One end of a crosswalk; a node that no published framework has is shown as unknown."""

    uuid: UUID
    title: str
    above: tuple[str, ...]
    framework: str


@dataclass(frozen=True, slots=True)
class Walk:
    """A crosswalk as seen from ``here``: "here is ``relation`` than there"."""

    row: Crosswalk
    here: End
    there: End
    relation: str

    @property
    def label(self) -> str:
        """The relation in words."""
        return str(Crosswalk.Relation(self.relation).label)

    @property
    def percent(self) -> int:
        """The confidence in per cent."""
        return int(self.row.confidence * 100)


def published_frameworks() -> list[tuple[str, str]]:
    """Return (key, title) of the published frameworks; no query when warm."""
    return [(key, facts_title(facts)) for key, facts in get_tree().frameworks.items()]


def facts_title(facts: FrameworkFacts) -> str:
    """Return the framework's title in the reader's language where it has one."""
    return words_of(facts.title, facts.title_en)


def walks_of(node: UUID) -> QuerySet[Crosswalk]:
    """Return the crosswalks of a node, whichever way round they were stated; a lazy list."""
    found = Crosswalk.objects.filter(Q(source=node) | Q(target=node))
    return found.select_related("author").order_by("-confidence", "id")


def seen_from(node: UUID, rows: Iterable[Crosswalk]) -> list[Walk]:
    """Return the rows as seen from the node; no query."""
    return [_walk(row, turned=row.source != node) for row in rows]


def walks_between(
    one: str, other: str, *, relation: str = "", text: str = ""
) -> QuerySet[Crosswalk]:
    """Return the crosswalks between two published frameworks (keys); a lazy list.

    ``relation`` reads from ``one``; ``text`` is looked for in the titles of both ends.
    """
    ours, theirs = _nodes_of(one), _nodes_of(other)
    straight, turned = Q(source__in=ours, target__in=theirs), Q(source__in=theirs, target__in=ours)
    if relation:
        straight &= Q(relation=relation)
        turned &= Q(relation=TURNED_ROUND[relation])
    found = Crosswalk.objects.filter(straight | turned)
    if text.strip():
        named = FrameworkNode.objects.filter(
            version__status=FrameworkVersion.Status.PUBLISHED,
            version__framework__key__in=(one, other),
            search_text__contains=fold(text),
        ).order_by()
        uuids = named.values("uuid")
        found = found.filter(Q(source__in=uuids) | Q(target__in=uuids))
    return found.select_related("author").order_by("id")


def seen_between(one: str, rows: Iterable[Crosswalk]) -> list[Walk]:
    """Return the rows with the node of the framework ``one`` on the left; no query."""
    nodes = get_tree().nodes
    return [_walk(row, turned=_framework_of(nodes.get(row.source)) != one) for row in rows]


def _nodes_of(key: str) -> QuerySet[FrameworkNode, dict[str, UUID]]:
    published = FrameworkNode.objects.filter(
        version__status=FrameworkVersion.Status.PUBLISHED, version__framework__key=key
    )
    uuids: QuerySet[FrameworkNode, dict[str, UUID]] = published.order_by().values("uuid")
    return uuids


def _walk(row: Crosswalk, *, turned: bool) -> Walk:
    here, there = (row.target, row.source) if turned else (row.source, row.target)
    relation = TURNED_ROUND[row.relation] if turned else row.relation
    return Walk(row, end_of(here), end_of(there), relation)


def end_of(uuid: UUID) -> End:
    """Return a node as one end of a crosswalk."""
    tree = get_tree()
    node = tree.get(uuid)
    if node is None:
        return End(uuid, "", (), "")
    facts = tree.frameworks.get(node.framework_key)
    name = facts_title(facts) if facts else node.framework_key
    return End(uuid, node_label(node), path_labels(uuid)[:-1], name)


def _framework_of(node: Node | None) -> str:
    return node.framework_key if node else ""
