"""Where a published version stands in the framework: as published, or as realigned since.

A version never changes, editions of a framework do. What an object covers in the present edition is
therefore kept beside its version, and holds for that version alone: the next one says it itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from framework.data import Tree

Topics = list[dict[str, str]]
Placed = dict[str, Any] | None


def placed_topics(published: Topics, number: int, placed: Placed) -> Topics:
    """Return the topics of version ``number``: ``placed`` where it speaks of that version.

    Topics are ``{"node_uuid", "relation"}``, ``placed`` is ``{"number", "topics"}`` or ``None``.
    """
    if placed is not None and placed["number"] == number:
        topics: Topics = placed["topics"]
        return topics
    return published


def replaced(topics: Topics, former: str, relation: str, chosen: list[str]) -> Topics:
    """Return ``topics`` with ``chosen`` in the place of ``former``, every link once."""
    changed: Topics = []
    for topic in topics:
        if topic == {"node_uuid": former, "relation": relation}:
            changed += [{"node_uuid": uuid, "relation": relation} for uuid in chosen]
        else:
            changed.append(topic)
    return list({(topic["node_uuid"], topic["relation"]): topic for topic in changed}.values())


def on_offer(tree: Tree, offered: Iterable[str]) -> list[UUID]:
    """Return the present nodes of ``offered``: later editions may have moved them on again."""
    found = (present for uuid in offered for present in tree.present(UUID(uuid)))
    return list(dict.fromkeys(found))
