"""How many public objects each framework node has, kept by each process between publications.

A catalogue page names hundreds of nodes. One grouped query counts them all, but at a million
objects it takes seconds; so a process keeps the last answer and asks anew only when the library
has changed, one thread at a time, and no more than a hundredth of the time.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from types import MappingProxyType
from uuid import UUID

from django.db.models import Count, QuerySet

from framework.api import get_tree
from framework.data import Tree
from learning_objects.data import COVERS, CountKey, Counts
from learning_objects.models import LearningObject, VersionTopic
from learning_objects.public_queries import library_stamp

# Cheaper than this (seconds) is simply done; dearer, and the next count waits SHARE times as long.
CHEAP = 0.25
SHARE = 100


class _Kept:
    """The last answer, the stamp it was made under, and when (monotonic) it may be made anew."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counts: Counts | None = None
        self.stamp = ""
        self.not_before = 0.0

    def get(self, stamp: str) -> Counts:
        """Return the counts; what is kept while it is fresh, too early, or being made."""
        counts = self.counts
        if counts is not None and (stamp == self.stamp or time.monotonic() < self.not_before):
            return counts
        if counts is not None and self.lock.locked():
            return counts
        with self.lock:
            return self._make(stamp)

    def _make(self, stamp: str) -> Counts:
        if self.counts is not None and self.stamp == stamp:
            return self.counts
        started = time.monotonic()
        self.counts, self.stamp = count_by_node(), stamp
        spent = time.monotonic() - started
        self.not_before = time.monotonic() + (spent * SHARE if spent > CHEAP else 0.0)
        return self.counts


_kept = _Kept()


def get_counts() -> Counts:
    """Return how many public objects each node has; one small query while nothing was published."""
    return _kept.get(f"{library_stamp()}|{get_tree().stamp}")


def count_by_node() -> Counts:
    """Count the public objects of every framework node, three queries.

    An object linked to two topics of a section counts once at the section and once at each topic.
    """
    links = _links()
    per_node = links.values_list("node_uuid").annotate(Count("version_id")).order_by()
    at = _roll_up(dict(per_node))
    _take_repeats_off(at, links)
    total = LearningObject.objects.filter(
        current_version__isnull=False, withdrawn_at__isnull=True
    ).count()
    return Counts(MappingProxyType(dict(at)), total)


def _links() -> QuerySet[VersionTopic]:
    # Without a join the versions, whose rows hold whole lessons, are not read at all.
    public = LearningObject.objects.filter(
        current_version__isnull=False, withdrawn_at__isnull=True
    ).values("current_version_id")
    return VersionTopic.objects.filter(relation=COVERS, version_id__in=public)


def _roll_up(per_node: dict[UUID, int]) -> Counter[CountKey]:
    at: Counter[CountKey] = Counter()
    tree = get_tree()
    for uuid, number in per_node.items():
        for place in _places(tree, uuid):
            at[place] += number
    return at


def _take_repeats_off(at: Counter[CountKey], links: QuerySet[VersionTopic]) -> None:
    """Correct ``at`` where several links of one version meet in one place."""
    several = VersionTopic.objects.filter(relation=COVERS, position__gt=0).values("version_id")
    nodes_of: defaultdict[int, list[UUID]] = defaultdict(list)
    rows = links.filter(version_id__in=several).values_list("version_id", "node_uuid")
    for version_id, node_uuid in rows.iterator(chunk_size=5000):
        nodes_of[version_id].append(node_uuid)
    tree = get_tree()
    for uuids in nodes_of.values():
        met = Counter(place for uuid in uuids for place in _places(tree, uuid))
        for place, times in met.items():
            at[place] -= times - 1


def _places(tree: Tree, uuid: UUID) -> Iterator[CountKey]:
    """Yield where an object linked to the node counts: every ancestor, the level, the grade."""
    path = tree.path(uuid)
    for node in path:
        yield node.uuid
    if path and path[-1].education_level:
        yield path[0].uuid, path[-1].education_level
    if path and path[-1].grade is not None:
        yield path[0].uuid, path[-1].grade
