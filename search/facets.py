"""Which facets to count, and their counts in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from framework.data import Node, Tree
from search.data import (
    AUTHOR,
    FACETS,
    GRADE,
    KIND,
    LICENCE,
    SUBJECT,
    TOPIC,
    Facet,
    FacetValue,
    SearchRequest,
)
from search.engine.port import EngineReader, EngineResult, FacetQuery
from search.labels import FACET_LABELS, value_label

SIZES = {KIND: 10, SUBJECT: 60, GRADE: 11, TOPIC: 12, LICENCE: 10, AUTHOR: 10}
# A section has rarely more titled children; a subject without grades in between may.
MOST_NARROWER = 200


def facet_queries(request: SearchRequest, tree: Tree) -> tuple[FacetQuery, ...]:
    """Return what to count; inside a chosen topic only the steps right below it."""
    return tuple(
        FacetQuery(name, SIZES[name], _narrower(request, tree) if name == TOPIC else None)
        for name in FACETS
    )


def _narrower(request: SearchRequest, tree: Tree) -> tuple[str, ...] | None:
    if not request.topics:
        return None
    below = [str(node.uuid) for uuid in request.topics for node in _titled_below(tree, uuid)]
    return tuple(below[:MOST_NARROWER])


def _titled_below(tree: Tree, uuid: UUID) -> Iterator[Node]:
    """Yield the nearest countable nodes below: untitled ones are stepped through."""
    for child in tree.children(uuid):
        if child.title and child.kind in ("section", "topic"):
            yield child
        else:
            yield from _titled_below(tree, child.uuid)


def facets_in_words(
    request: SearchRequest, found: EngineResult, tree: Tree, reader: EngineReader
) -> tuple[Facet, ...]:
    """Return the facets that have something to choose, with every chosen value among them."""
    filters = request.filters()
    counted = {name: _counts(name, filters, found) for name in FACETS}
    people = reader.author_names(counted[AUTHOR])
    facets = (
        Facet(name, FACET_LABELS[name], tuple(_values(name, filters, counted[name], tree, people)))
        for name in FACETS
    )
    return tuple(facet for facet in facets if facet.values)


def _counts(
    name: str, filters: Mapping[str, tuple[str, ...]], found: EngineResult
) -> dict[str, int]:
    counts = dict(found.facets.get(name, ()))
    for value in filters.get(name, ()):
        # A chosen value stays visible even with nothing left, or it could not be dropped.
        counts.setdefault(value, found.total if name == TOPIC else 0)
    return counts


def _values(
    name: str,
    filters: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, int],
    tree: Tree,
    people: Mapping[str, str],
) -> list[FacetValue]:
    chosen = filters.get(name, ())
    values = [
        FacetValue(value, value_label(name, value, tree, people), count, value in chosen)
        for value, count in counts.items()
    ]
    if name == GRADE:
        values.sort(key=lambda item: int(item.value))
    return values
