"""Public versions on nodes for who chooses among them: a window of each node set, never all.

The rows are light: nothing behind ``content`` in a version's row is touched, so that a row costs
one page of the database however long the lesson is.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum

from learning_objects.data import COVERS, PREREQUISITE, Candidate
from learning_objects.models import UsageCount, VersionTopic

# Links of a set of nodes that are looked at, newest first; about as many as a subject has in a
# library of a million objects.
WINDOW = 2000

_FIELDS = (
    "version__learning_object__uuid",
    "node_uuid",
    "version__kind",
    "version__title",
    "version__length_minutes",
)


def candidates_on_nodes(
    nodes: Collection[UUID],
    *,
    relation: str = COVERS,
    limit: int = 200,
    most_used: bool = False,
    licences: Collection[str] = (),
    languages: Collection[str] = (),
) -> list[Candidate]:
    """Return public objects that cover (need, lead to) one of ``nodes``, a line a node; one query.

    The newest first, or the most used of the newest :data:`WINDOW` links. ``licences`` and
    ``languages`` are the only ones allowed, all when empty.
    """
    if not nodes:
        return []
    window = _window(nodes, relation, WINDOW if most_used or licences or languages else limit * 2)
    rows = _current(window)
    if licences:
        rows = rows.filter(version__licence__in=licences)
    if languages:
        rows = rows.filter(version__language__in=languages)
    ordered = _used_first(rows) if most_used else rows.order_by("-version_id")
    return [Candidate(*row) for row in ordered.values_list(*_FIELDS)[:limit]]


def needed_before(nodes: Collection[UUID], *, limit: int = WINDOW) -> set[UUID]:
    """Return the nodes that public versions on ``nodes`` name as what must be known before."""
    if not nodes:
        return set()
    versions = _current(_window(nodes, COVERS, limit)).order_by().values("version_id")
    links = VersionTopic.objects.filter(version_id__in=versions, relation=PREREQUISITE)
    return set(links.order_by().values_list("node_uuid", flat=True).distinct())


def _window(nodes: Collection[UUID], relation: str, size: int) -> QuerySet[VersionTopic, Any]:
    links = VersionTopic.objects.filter(node_uuid__in=list(nodes), relation=relation)
    return links.order_by("-version_id").values("id")[:size]


def _current(window: QuerySet[VersionTopic, Any]) -> QuerySet[VersionTopic]:
    return VersionTopic.objects.filter(
        id__in=window,
        version__learning_object__current_version_id=F("version_id"),
        version__learning_object__withdrawn_at=None,
    )


def _used_first(rows: QuerySet[VersionTopic]) -> QuerySet[VersionTopic]:
    counts = UsageCount.objects.filter(object_uuid=OuterRef("version__learning_object__uuid"))
    totals = counts.order_by().values("object_uuid").annotate(total=Sum("number")).values("total")
    used = rows.annotate(used=Subquery(totals, output_field=IntegerField()))
    return used.filter(used__gt=0).order_by("-used", "-version_id")
