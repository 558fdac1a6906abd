"""Terms by which a publication finds the saved searches that it may match.

Each search hangs on one thing without which nothing matches it (its rarest word, a topic, an
author …); the terms are all ways to have that thing. A publication looks up its own terms, so the
searches that have nothing to do with it are never read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from django.http import QueryDict

from framework.api import get_tree
from framework.data import Tree
from search.asking import ask
from search.data import AUTHOR, GRADE, KIND, LICENCE, SUBJECT, TOPIC, SearchRequest
from search.engine.chosen import open_reader
from search.engine.port import EngineQuery, IndexDocument
from search.errors import IndexUnavailableError
from search.params import read_request
from search.synonyms import FILE, Wording

WORD, EXACT, PREFIX = "w", "x", "a"
LONGEST_TERM = 100
# The narrow first: an author has few works, a kind a fifth of the library.
NARROW, WIDE = (AUTHOR, TOPIC), (SUBJECT, GRADE, KIND, LICENCE)


def anchors_of(request: SearchRequest, tree: Tree) -> set[str]:
    """Return the terms of a search; empty when everything, or nothing, would match it."""
    asked = ask(request, tree)
    if asked.asks_nothing:
        return set()
    query = asked.query
    return _by_filter(query, NARROW) or _by_words(query) or _by_filter(query, WIDE)


def _by_filter(query: EngineQuery, names: Iterable[str]) -> set[str]:
    name = next((name for name in names if query.filters.get(name)), None)
    return {_term(name, value) for value in query.filters[name]} if name else set()


def _by_words(query: EngineQuery) -> set[str]:
    if query.author_words:
        return {_term(PREFIX, max(query.author_words, key=len))}
    if query.phrases:
        return {_term(EXACT, max((word for phrase in query.phrases for word in phrase), key=len))}
    return _rarest(query) if query.groups else set()


def terms_of(document: IndexDocument) -> set[str]:
    """Return all terms that a published object has."""
    values = {
        AUTHOR: document.authors,
        TOPIC: document.nodes,
        SUBJECT: document.subjects,
        GRADE: document.grades,
        KIND: (document.kind,),
        LICENCE: (document.licence,),
        WORD: _words_of(document),
        EXACT: document.exact,
        PREFIX: document.author_prefixes,
    }
    return {_term(name, value) for name, some in values.items() for value in some}


def _words_of(document: IndexDocument) -> set[str]:
    attached = f"{document.film_words} {document.file_words}".split()
    on_page = (*document.text_lemmas, *document.title_lemmas, *document.topic_lemmas)
    return {*on_page, *attached}


def stamp_of_words(tree: Tree) -> str:
    """Return what anchors depend on: another edition or other synonyms give other anchors."""
    return hashlib.sha256(f"{tree.stamp}|{_synonyms()}".encode()).hexdigest()


def request_of(query: str) -> SearchRequest:
    """Return the search of a stored query string."""
    return read_request(QueryDict(query))


@lru_cache(maxsize=1)
def _synonyms() -> str:
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def _rarest(query: EngineQuery) -> set[str]:
    """Return the ways to have the word that the fewest objects have."""
    ways = [
        {*group, *_beginnings(query.wordings_of(number))}
        for number, group in enumerate(query.groups)
    ]
    known = _frequencies(set().union(*ways))
    chosen = min(ways, key=lambda some: (sum(known.get(word, 0) for word in some), sorted(some)))
    return {_term(WORD, word) for word in chosen}


def _beginnings(wordings: Iterable[Wording]) -> Iterable[str]:
    """Return the first words of wordings of several words."""
    return (lemma for wording in wordings for lemma in wording[0])


def _frequencies(words: set[str]) -> dict[str, int]:
    try:
        return dict(open_reader().lemma_frequencies(words))
    except IndexUnavailableError:
        return {word: -len(word) for word in words}  # long words are rare


def _term(name: str, value: str) -> str:
    return f"{name}:{value}"[:LONGEST_TERM]


def current_stamp() -> str:
    """Return the stamp of the anchors that are made now."""
    return stamp_of_words(get_tree())
