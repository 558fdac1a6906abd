"""Which set of framework nodes an object covers: the key under which objects are counted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from learning_objects.data import COVERS
from learning_objects.models import LearningObject, TopicSetCount, VersionTopic

T = TypeVar("T")


def nodes_text(uuids: Iterable[UUID]) -> str:
    """Return the nodes as one text, the same for the same set in any order."""
    return " ".join(sorted({uuid.hex for uuid in uuids}))


def digest_of_nodes(nodes: str) -> str:
    """Return the key of a set; ``nodes`` as :func:`nodes_text` gives them."""
    return hashlib.sha256(nodes.encode()).hexdigest()


def covered_by(version_id: int) -> str:
    """Return the set that a version covers, one query."""
    covered = VersionTopic.objects.filter(version_id=version_id, relation=COVERS)
    return nodes_text(covered.order_by().values_list("node_uuid", flat=True))


def all_covered_by(version_ids: Iterable[int]) -> dict[int, str]:
    """Return the sets that many versions cover, a query for 500."""
    nodes: dict[int, list[UUID]] = {pk: [] for pk in version_ids}
    for part in batched(nodes):
        covered = VersionTopic.objects.filter(version_id__in=part, relation=COVERS)
        for pk, uuid in covered.order_by().values_list("version_id", "node_uuid"):
            nodes[pk].append(uuid)
    return {pk: nodes_text(uuids) for pk, uuids in nodes.items()}


def batched(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield ``items`` in lists of at most 500, as many as a statement may name."""
    waiting = iter(items)
    while part := list(islice(waiting, 500)):
        yield part


def count_sets() -> Counter[str]:
    """Count the public objects of every set from the versions: seconds, for a command only."""
    public = LearningObject.objects.filter(current_version__isnull=False, withdrawn_at__isnull=True)
    found = Counter(_sets(public))
    found[""] += public.count() - found.total()
    return +found


def kept_sets() -> dict[str, int]:
    """Return what the table holds, sets without objects left out."""
    return dict(TopicSetCount.objects.filter(number__gt=0).values_list("nodes", "number"))


def _sets(public: QuerySet[LearningObject]) -> Iterator[str]:
    # Without a join the versions, whose rows hold whole lessons, are not read at all.
    current = public.values("current_version_id")
    links = VersionTopic.objects.filter(relation=COVERS, version_id__in=current)
    rows = links.order_by("version_id").values_list("version_id", "node_uuid")
    for _version_id, group in groupby(rows.iterator(chunk_size=5000), key=itemgetter(0)):
        yield nodes_text(uuid for _, uuid in group)
