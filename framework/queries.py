"""Reads of ``framework``: all of them work on the in-process snapshot and cost no query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from core.api import fold
from framework.data import OF_A_SCHOOL, Node
from framework.node_index import NodeIndex, node_index
from framework.snapshot import get_tree
from framework.words import QueryWord, query_words


def get_node(uuid: UUID) -> Node | None:
    """Return the published node with ``uuid`` or ``None``."""
    return get_tree().get(uuid)


def search_nodes(
    text: str,
    limit: int = 20,
    kinds: Iterable[str] | None = None,
    subject: UUID | None = None,
    grade: int | None = None,
    *,
    framework: str = "",
) -> list[Node]:
    """Return at most ``limit`` nodes that match ``text``, best first.

    Case, ё/е and the form of a word do not matter («силы» finds «Сила»). First come titles that
    are the text, begin with it or contain it; then titles that hold its words; then those where
    the rest of the words stands further up («физика сила», «дроби 5 класс»); last come nodes
    whose content holds the words, or whose title has the text inside a word.
    ``kinds``, ``subject`` (uuid of a subject node), ``grade`` and ``framework`` (its key) narrow
    the choice; an empty text finds nothing. Of equal matches a school's own come first.
    """
    tree = get_tree()
    question = _Question(fold(text), tuple(query_words(text)))
    if not question.words:
        return []
    allowed = frozenset(kinds) if kinds is not None else None
    found: list[tuple[tuple[int, bool], int, Node]] = []
    others = {key for key, facts in tree.frameworks.items() if facts.kind not in OF_A_SCHOOL}
    index = node_index(tree)
    for position, rank in _ranked(index, question):
        node = index.nodes[position]
        if framework and node.framework_key != framework:
            continue
        if _allowed(node, allowed, subject, grade):
            found.append(((rank, node.framework_key in others), position, node))
    found.sort(key=lambda item: item[:2])
    return [node for _best, _position, node in found[: max(limit, 0)]]


# A part from inside a word («синтез» in «фотосинтез») says something from this length on.
_PART = 4


@dataclass(frozen=True, slots=True)
class _Question:
    folded: str
    words: tuple[QueryWord, ...]


def _ranked(index: NodeIndex, question: _Question) -> Iterator[tuple[int, int]]:
    """Yield (position, rank) of every node that matches: 0 for the best match, more for weaker."""
    by_text = index.with_text(question.folded)
    titled = [index.in_title(word) for word in question.words]
    held = [
        in_title | index.in_content(word)
        for word, in_title in zip(question.words, titled, strict=True)
    ]
    some = set[int]().union(*titled)
    for position in by_text | some | set[int].intersection(*held):
        rank = _rank_of_text(index.nodes[position].search_text, question.folded)
        if rank is None:
            rank = _rank_of_words(position, index, titled, held)
        if rank is None and position in by_text and len(question.folded) >= _PART:
            rank = 6
        if rank is not None:
            yield position, rank


def _rank_of_text(title: str, folded: str) -> int | None:
    if title.startswith(folded):
        return 0 if title == folded else 1
    return 2 if f" {folded}" in title else None


def _rank_of_words(
    position: int, index: NodeIndex, titled: list[set[int]], held: list[set[int]]
) -> int | None:
    missing = [place for place, found in enumerate(titled) if position not in found]
    if not missing:
        return 3
    if len(missing) < len(titled):
        above = index.ancestors[position]
        if all(not titled[place].isdisjoint(above) for place in missing):
            return 4
    return 5 if all(position in held[place] for place in missing) else None


def _allowed(
    node: Node, kinds: frozenset[str] | None, subject: UUID | None, grade: int | None
) -> bool:
    if kinds is not None and node.kind not in kinds:
        return False
    if grade is not None and node.grade != grade:
        return False
    return subject is None or subject in (node.uuid, *node.ancestors[:1])
