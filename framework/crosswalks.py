"""Crosswalks as the snapshot keeps them: readable from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from uuid import UUID

from framework.data import TURNED_ROUND, Counterpart
from framework.models import Crosswalk


def read_crosswalks(known: Container[UUID]) -> dict[UUID, tuple[Counterpart, ...]]:
    """Return node → its counterparts, the surest first; pairs with an unknown end are left out.

    An end may be unknown for a while: its framework is being replaced, or came with a package.
    """
    found: dict[UUID, list[Counterpart]] = defaultdict(list)
    rows = Crosswalk.objects.values_list("source", "target", "relation", "confidence")
    for source, target, relation, confidence in rows.iterator(chunk_size=2000):
        if source in known and target in known:
            found[source].append(Counterpart(target, relation, confidence))
            found[target].append(Counterpart(source, TURNED_ROUND[relation], confidence))
    return {
        uuid: tuple(sorted(links, key=lambda link: -link.confidence))
        for uuid, links in found.items()
    }
