"""Suggestions while typing: titles, topics of the framework, authors."""

from __future__ import annotations

from uuid import UUID

from core.api import analyze
from framework.api import get_tree, path_labels, search_nodes
from framework.data import SECTION, SUBJECT, TOPIC, Node
from search.data import NODE, OBJECT, PERSON, Suggestion
from search.documents import SHORTEST_PREFIX, prefix_term
from search.engine.chosen import open_reader
from search.engine.port import EngineReader, StoredHit
from search.words import LONGEST_QUERY, MOST_WORDS, other_layout

MOST_SUGGESTIONS = 20


def suggest_queries(text: str, limit: int = 8) -> list[Suggestion]:
    """Return at most ``limit`` things that ``text`` may be the beginning of, best kinds first.

    Half of the places go to titles of objects; topics and authors share the rest and take what
    titles leave. A text typed in the wrong keyboard layout is turned. No database query. Raises
    ``IndexUnavailableError`` while there is no readable index.
    """
    limit = min(max(limit, 1), MOST_SUGGESTIONS)
    reader = open_reader()
    found = _suggest(text[:LONGEST_QUERY], limit, reader)
    swapped = "" if found else other_layout(text)
    return _suggest(swapped, limit, reader) if swapped else found


def _suggest(text: str, limit: int, reader: EngineReader) -> list[Suggestion]:
    tokens = analyze(text)[:MOST_WORDS]
    if not tokens or len(tokens[-1].text) < SHORTEST_PREFIX:
        return []
    prefix = prefix_term(tokens[-1].text)
    groups = tuple(token.lemmas for token in tokens[:-1])
    titles = [_object(hit) for hit in reader.complete_titles(groups, prefix, limit)]
    nodes = [_node(node) for node in _nodes(text, limit)]
    people = _people(tuple(prefix_term(token.text) for token in tokens), limit, reader)
    return _share(titles, nodes, people, limit)


def _share(
    titles: list[Suggestion], nodes: list[Suggestion], people: list[Suggestion], limit: int
) -> list[Suggestion]:
    few_people = people[: max(1, limit // 4)]
    few_nodes = nodes[: max(1, limit - limit // 2 - len(few_people))]
    kept = titles[: max(0, limit - len(few_nodes) - len(few_people))]
    spare = limit - len(kept) - len(few_nodes) - len(few_people)
    few_nodes = nodes[: len(few_nodes) + max(0, spare)]
    return [*kept, *few_nodes, *few_people][:limit]


def _nodes(text: str, limit: int) -> list[Node]:
    """Return framework nodes with the text in their titles, each title of a subject once."""
    found = search_nodes(text, limit=limit * 3, kinds=(SUBJECT, SECTION, TOPIC))
    by_words: dict[tuple[str, object], Node] = {}
    for node in found:
        by_words.setdefault((node.title, node.ancestors[:1]), node)
    return list(by_words.values())[:limit]


def _people(prefixes: tuple[str, ...], limit: int, reader: EngineReader) -> list[Suggestion]:
    found: dict[str, str] = {}
    for hit in reader.complete_authors(prefixes, limit * 4):
        for person in hit.card["authors"]:
            if _name_has(person["name"], prefixes):
                found.setdefault(person["uuid"], person["name"])
    return [Suggestion(PERSON, UUID(uuid), name) for uuid, name in found.items()]


def _name_has(name: str, prefixes: tuple[str, ...]) -> bool:
    words = [token.text for token in analyze(name)]
    return all(any(word.startswith(prefix) for word in words) for prefix in prefixes)


def _object(hit: StoredHit) -> Suggestion:
    tree = get_tree()
    subjects = (tree.subject_of(UUID(uuid)) for uuid in hit.card["topics"])
    subject = next((node.title for node in subjects if node), "")
    return Suggestion(OBJECT, UUID(hit.uuid), hit.card["title"], subject)


def _node(node: Node) -> Suggestion:
    return Suggestion(NODE, node.uuid, node.title, " → ".join(path_labels(node.uuid)[:-1]))
