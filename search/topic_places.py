"""Where the topics of hits stand in the framework, in words: looked up once, not for every hit."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from framework.api import path_label
from framework.data import Node, Tree
from search.data import TopicLabel


@dataclass(frozen=True, slots=True)
class TopicPlace:
    """A covered node: ``label`` and ``grade`` of one that is known, its ``subject`` if any."""

    label: TopicLabel | None
    subject: Node | None
    grade: int | None


class TopicPlaces:
    """The places of one framework in one language."""

    def __init__(self, tree: Tree, language: str | None) -> None:
        self.tree, self.language = tree, language
        self._kept: dict[str, TopicPlace] = {}

    def of(self, uuid: str) -> TopicPlace:
        """Return the place of a node."""
        place = self._kept.get(uuid)
        if place is None:
            place = self._kept[uuid] = self._find(UUID(uuid))
        return place

    def _find(self, uuid: UUID) -> TopicPlace:
        node = self.tree.get(uuid)
        label = TopicLabel(node.uuid, node.title, path_label(node.uuid)) if node else None
        return TopicPlace(label, self.tree.subject_of(uuid), node.grade if node else None)


_current: list[TopicPlaces] = []
# Russian and English for the framework of today; another framework drops them all.
MOST_KEPT = 4


def topic_places(tree: Tree) -> TopicPlaces:
    """Return the places of ``tree`` in the language of this thread."""
    language = get_language()
    for places in _current:
        if places.tree is tree and places.language == language:
            return places
    places = TopicPlaces(tree, language)
    _current[:] = [places, *(kept for kept in _current if kept.tree is tree)][:MOST_KEPT]
    return places
