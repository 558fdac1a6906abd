"""Finding topics of the framework by what people call them."""

from __future__ import annotations

from uuid import UUID

from core.api import fold
from framework.api import get_tree
from framework.data import SUBJECT, TOPIC, Node, Tree

BASIC = ("", "базовый")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})


class UnknownTopic(LookupError):
    """The framework has no such topic or subject; the message says which."""


class TopicIndex:
    """Topics of the basic level by subject, grade and title, and subjects by title."""

    def __init__(self, tree: Tree) -> None:
        self._subjects = {
            _plain(tree.nodes[uuid].title): uuid for uuid in tree.subjects if uuid in tree.nodes
        }
        self._topics: dict[tuple[str, int | None, str], UUID] = {}
        for node in tree.nodes.values():
            if node.kind == TOPIC and node.variant in BASIC:
                self._topics.setdefault(_key_of(tree, node), node.uuid)

    def find(self, *, subject: str, grade: int, title: str) -> UUID:
        """Return the topic's uuid; ё = е, all dashes are one. Raises :class:`UnknownTopic`."""
        found = self._topics.get((_plain(subject), grade, _plain(title)))
        if found is None:
            raise UnknownTopic(f"{subject}, {grade}: {title}")
        return found

    def subject(self, title: str) -> UUID:
        """Return the subject's uuid. Raises :class:`UnknownTopic`."""
        found = self._subjects.get(_plain(title))
        if found is None:
            raise UnknownTopic(title)
        return found


def read_topics() -> TopicIndex:
    """Return the index of the framework as it is now."""
    return TopicIndex(get_tree())


def _key_of(tree: Tree, node: Node) -> tuple[str, int | None, str]:
    subject = next((step.title for step in tree.path(node.uuid) if step.kind == SUBJECT), "")
    return _plain(subject), node.grade, _plain(node.title)


def _plain(text: str) -> str:
    return " ".join(fold(text).translate(_DASHES).split())
