"""Where the framework has nothing or little: the topics of the curriculum against the library.

The tree and the numbers of all kinds are in memory; one query adds the numbers by kind, one the
calls that stand for the topics already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext

from accounts.api import User, roles_of
from accounts.data import METHODOLOGIST, SITE_SCOPE
from framework.api import get_tree, node_label
from framework.data import ADVANCED, PROGRAMME, SECTION, Node, Tree
from learning_objects.api import coverage_by_kind, get_counts, wants_material
from learning_objects.data import Coverage
from moderation.commissions.data import (
    ALIVE,
    DRAFT,
    FEW,
    Gap,
    GapFilters,
    GradeCover,
    NodeCall,
    SubjectCover,
)
from moderation.models import Commission


def own_subjects(user: User) -> list[Node]:
    """Return the subjects in which ``user`` is a methodologist, in the order of the framework."""
    tree = get_tree()
    scopes = [role.scope for role in roles_of(user) if role.code == METHODOLOGIST]
    everywhere = any(scope.code == SITE_SCOPE for scope in scopes)
    allowed = {scope.uuid for scope in scopes}
    return [tree.nodes[uuid] for uuid in tree.subjects if everywhere or uuid in allowed]


def grades_of(subject: UUID) -> list[int]:
    """Return the grades in which a subject is taught."""
    tree = get_tree()
    if tree.get(subject) is None:
        return []
    return sorted({node.grade for node in tree.descend(subject) if node.grade})


def cover_of(subjects: Iterable[Node], *, fewer: int = FEW) -> list[SubjectCover]:
    """Return how ``subjects`` are covered by materials of any kind; one query for all.

    A topic with fewer than ``fewer`` materials has few. A subject without topics is left out.
    """
    tree, at = get_tree(), get_counts().at
    found = []
    for subject in subjects:
        numbers: dict[int, list[int]] = {}
        for node in _topics(tree, subject.uuid):
            if node.grade:
                numbers.setdefault(node.grade, []).append(at.get(node.uuid, 0))
        grades = tuple(_grade(*item, fewer) for item in sorted(numbers.items()))
        if grades:
            found.append(SubjectCover(subject.uuid, node_label(subject), grades))
    return found


def _grade(grade: int, numbers: list[int], fewer: int) -> GradeCover:
    few = sum(0 < number < fewer for number in numbers)
    return GradeCover(grade, topics=len(numbers), empty=numbers.count(0), few=few)


def gaps_in(filters: GapFilters) -> list[Gap]:
    """Return the topics of one grade of a subject that lack materials, the emptiest first.

    Among equals the one with more hours comes first. Two queries.
    """
    tree = get_tree()
    if filters.subject is None or tree.get(filters.subject) is None:
        return []
    nodes = [node for node in _topics(tree, filters.subject) if filters.grade in (None, node.grade)]
    below = {node.uuid: [item.uuid for item in tree.descend(node.uuid)] for node in nodes}
    covered = _by_node(coverage_by_kind(uuid for uuids in below.values() for uuid in uuids))
    at = get_counts().at
    found = []
    for node in nodes:
        cover = [
            item
            for uuid in below[node.uuid]
            for kind, item in covered.get(uuid, ())
            if filters.kind in ("", kind)
        ]
        number = sum(item.number for item in cover) if filters.kind else at.get(node.uuid, 0)
        if filters.fewer is None or number < filters.fewer:
            found.append(_gap(tree, node, number, at.get(node.uuid, 0), cover))
    return _with_calls(sorted(found, key=lambda gap: (gap.number, -(gap.hours or 0))))


def _topics(tree: Tree, subject: UUID) -> Iterator[Node]:
    """Yield what a call can be made for."""
    return (node for node in tree.descend(subject) if wants_material(node))


def _by_node(
    covered: dict[tuple[UUID, str], Coverage],
) -> dict[UUID, list[tuple[str, Coverage]]]:
    found: dict[UUID, list[tuple[str, Coverage]]] = {}
    for (node, kind), item in covered.items():
        found.setdefault(node, []).append((kind, item))
    return found


def _gap(tree: Tree, node: Node, number: int, total: int, cover: list[Coverage]) -> Gap:
    above = tree.path(node.uuid)[:-1]
    section = next((item.title for item in reversed(above) if item.kind == SECTION), "")
    programme = next((item for item in above if item.kind == PROGRAMME), None)
    return Gap(
        node_uuid=node.uuid,
        title=node_label(node),
        section=section,
        level=_level(programme.variant if programme else ""),
        hours=node.hours,
        number=number,
        total=total,
        newest=max((item.newest for item in cover), default=None),
    )


def _level(variant: str) -> str:
    # The basic level is what most programmes have: only the other one is worth a word.
    return gettext("advanced level") if variant == ADVANCED else ""


def _with_calls(gaps: list[Gap]) -> list[Gap]:
    """Return the gaps with the calls that stand for them already."""
    rows = Commission.objects.filter(
        node_uuid__in=[gap.node_uuid for gap in gaps], state__in=(DRAFT, *ALIVE)
    ).order_by("id")
    calls: dict[UUID, list[NodeCall]] = {}
    for node, uuid, title, state in rows.values_list("node_uuid", "uuid", "title", "state"):
        calls.setdefault(node, []).append(NodeCall(uuid, title, state))
    return [replace(gap, calls=tuple(calls.get(gap.node_uuid, ()))) for gap in gaps]
