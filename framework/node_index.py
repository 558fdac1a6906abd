"""Where words stand in the nodes of a tree: what :func:`framework.queries.search_nodes` looks in.

A question is asked with every letter that somebody types. Walking all nodes for it takes tens of
milliseconds; here each word is looked up once and only what it leads to is looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from framework.data import Node, Tree
from framework.words import QueryWord

EXTRA_KEY = "framework.node_index"
_LAST = "\U0010ffff"
# Between titles; a folded question has no line end.
_END = "\n"


class NodeIndex:
    """The words of all nodes; a node is known by its ``position`` in the order of the tree."""

    def __init__(self, tree: Tree) -> None:
        self.nodes: list[Node] = list(tree.nodes.values())
        positions = {node.uuid: place for place, node in enumerate(self.nodes)}
        self.ancestors = [
            tuple(positions[uuid] for uuid in node.ancestors if uuid in positions)
            for node in self.nodes
        ]
        self._title_words = _Words(self.nodes, lambda node: node.search_words)
        self._content_words = _Words(self.nodes, lambda node: node.content_words)
        self._titles = _END.join(["", *(node.search_text for node in self.nodes), ""])
        self._starts = []
        start = 1
        for node in self.nodes:
            self._starts.append(start)
            start += len(node.search_text) + 1

    def in_title(self, word: QueryWord) -> set[int]:
        """Return the nodes whose titles hold a word."""
        return self._title_words.with_any(word.needles)

    def in_content(self, word: QueryWord) -> set[int]:
        """Return the nodes whose contents hold a word."""
        return self._content_words.with_any(word.needles)

    def with_text(self, folded: str) -> set[int]:
        """Return the nodes whose folded titles have ``folded`` anywhere."""
        found: set[int] = set()
        place = self._titles.find(folded)
        while place >= 0:
            position = bisect_left(self._starts, place + 1) - 1
            found.add(max(position, 0))
            end = self._titles.find(_END, place + len(folded))
            place = self._titles.find(folded, end) if end >= 0 else -1
        return found


class _Words:
    """Which nodes hold a word of one column, and all words in their order."""

    def __init__(self, nodes: list[Node], column: Callable[[Node], str]) -> None:
        self._nodes: dict[str, list[int]] = {}
        for position, node in enumerate(nodes):
            for word in column(node).split():
                self._nodes.setdefault(word, []).append(position)
        self._sorted = sorted(self._nodes)

    def with_any(self, needles: tuple[str, ...]) -> set[int]:
        """Return the nodes with a needle: « word» is the beginning of a word, « word » a word."""
        words = (word for needle in needles for word in self._of(needle))
        return {position for word in words for position in self._nodes.get(word, ())}

    def _of(self, needle: str) -> Iterator[str]:
        word = needle.strip()
        if needle.endswith(" "):
            yield word
            return
        first, end = bisect_left(self._sorted, word), bisect_left(self._sorted, word + _LAST)
        yield from self._sorted[first:end]


def node_index(tree: Tree) -> NodeIndex:
    """Return the index of a tree, made at the first question."""
    found = tree.extra.get(EXTRA_KEY)
    if not isinstance(found, NodeIndex):
        found = tree.extra[EXTRA_KEY] = NodeIndex(tree)
    return found
