"""What the library has on nodes of the framework, by kind: for who looks for gaps."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef

from learning_objects.data import COVERS, Coverage
from learning_objects.models import LearningObject, VersionTopic


def coverage_by_kind(nodes: Iterable[UUID]) -> dict[tuple[UUID, str], Coverage]:
    """Return for each (node, kind) how many public objects cover the node itself; one query.

    What lies below a node is not counted at it: ask for those nodes too. Meant for the nodes of
    one grade of a subject; for numbers of any kind ``get_counts`` asks nothing at all.
    """
    public = LearningObject.objects.filter(
        current_version_id=OuterRef("version_id"), withdrawn_at__isnull=True
    )
    rows = (
        VersionTopic.objects.filter(Exists(public), node_uuid__in=list(nodes), relation=COVERS)
        .order_by()
        .values_list("node_uuid", "version__kind")
        .annotate(Count("version_id", distinct=True), Max("version__published_at"))
    )
    return {(node, kind): Coverage(number, newest) for node, kind, number, newest in rows}
