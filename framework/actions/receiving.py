"""Taking over nodes of another library's framework; called by ``exporters`` alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from framework.data import NodeFacts
from framework.models import ReceivedNode
from framework.snapshot import forget_tree, get_tree

_BATCH = 500


def unknown_nodes(nodes: Iterable[NodeFacts]) -> list[NodeFacts]:
    """Return those of ``nodes`` that neither a published framework nor a package brought yet."""
    tree = get_tree()
    return [node for node in nodes if tree.get(node.uuid) is None]


@transaction.atomic
def receive_nodes(*, nodes: Iterable[NodeFacts], now: datetime) -> int:
    """Keep the unknown ones of ``nodes``, so that what hangs on them has its place.

    They are shown under the node they had as parent, or apart when nobody knows it. Returns how
    many are new; what was received before stays as it is.
    """
    fresh = unknown_nodes(nodes)
    if not fresh:
        return 0
    ReceivedNode.objects.bulk_create(
        (
            ReceivedNode(
                uuid=node.uuid,
                parent_uuid=node.parent,
                key=node.key,
                kind=node.kind,
                title=node.title,
                hours=node.hours,
                grade=node.grade,
                education_level=node.education_level,
                variant=node.variant,
                framework_key=node.framework_key,
                received_at=now,
            )
            for node in fresh
        ),
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    forget_tree()
    transaction.on_commit(forget_tree)
    return len(fresh)
