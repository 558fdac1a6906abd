"""Reads of ``framework``: all of them work on the in-process snapshot and cost no query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from core.api import fold
from framework.data import OF_A_SCHOOL, Node, Tree
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
    for position, node in enumerate(tree.nodes.values()):
        if framework and node.framework_key != framework:
            continue
        if _allowed(node, allowed, subject, grade):
            rank = _rank(node, question, tree)
            if rank is not None:
                found.append(((rank, node.framework_key in others), position, node))
    found.sort(key=lambda item: item[:2])
    return [node for _best, _position, node in found[: max(limit, 0)]]


# A part from inside a word («синтез» in «фотосинтез») says something from this length on.
_PART = 4


@dataclass(frozen=True, slots=True)
class _Question:
    folded: str
    words: tuple[QueryWord, ...]


def _rank(node: Node, question: _Question, tree: Tree) -> int | None:
    """Return 0 for the best match and more for weaker ones, ``None`` for no match."""
    title = node.search_text
    if title.startswith(question.folded):
        return 0 if title == question.folded else 1
    if f" {question.folded}" in title:
        return 2
    missing = [word for word in question.words if not word.within(node.search_words)]
    if not missing:
        return 3
    if len(missing) < len(question.words) and _further_up(missing, node, tree):
        return 4
    if all(word.within(node.content_words) for word in missing):
        return 5
    return 6 if question.folded in title and len(question.folded) >= _PART else None


def _further_up(words: list[QueryWord], node: Node, tree: Tree) -> bool:
    above = [tree.nodes[uuid].search_words for uuid in node.ancestors]
    return all(any(word.within(column) for column in above) for word in words)


def _allowed(
    node: Node, kinds: frozenset[str] | None, subject: UUID | None, grade: int | None
) -> bool:
    if kinds is not None and node.kind not in kinds:
        return False
    if grade is not None and node.grade != grade:
        return False
    return subject is None or subject in (node.uuid, *node.ancestors[:1])
