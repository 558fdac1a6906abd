"""Searching."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from framework.api import get_tree, path_label
from framework.data import Tree
from search.data import (
    MOST_PAGE_SIZE,
    MOST_REACHABLE,
    NEWEST,
    RELEVANCE,
    SORTS,
    Hit,
    Person,
    SearchRequest,
    SearchResult,
    TopicLabel,
)
from search.engine.chosen import open_reader
from search.engine.port import EngineQuery, EngineReader, StoredHit
from search.facets import facet_queries, facets_in_words
from search.snippets import Groups, highlight, make_snippet
from search.spelling import correct
from search.words import LONGEST_QUERY, Words, read_words

# Results stay true for one commit and one framework; popular pages are asked again and again.
CACHED_RESULTS = 512
# With more hits than this nobody needs help with spelling.
FEW = 3


def search(request: SearchRequest) -> SearchResult:
    """Return one page of what ``request`` asks for; any text is a valid query.

    No database query is made (the framework's snapshot may refresh with one). Raises
    ``IndexUnavailableError`` while there is no readable index.
    """
    return _results.get(_in_range(request), open_reader(), get_tree())


class _Results:
    """Results of one commit and one framework; all are forgotten when either changes.

    Keeping older ones would keep the files of older commits open.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key = ""
        self._kept: OrderedDict[SearchRequest, SearchResult] = OrderedDict()

    def get(self, request: SearchRequest, reader: EngineReader, tree: Tree) -> SearchResult:
        """Return the kept result or find, keep and return it."""
        key = _stamp(reader, tree)
        with self._lock:
            if key != self._key:
                self._kept.clear()
                self._key = key
            result = self._kept.get(request)
            if result is not None:
                self._kept.move_to_end(request)
                return result
        result = _search(request, reader, tree)
        with self._lock:
            if key == self._key:
                self._kept[request] = result
                if len(self._kept) > CACHED_RESULTS:
                    self._kept.popitem(last=False)
        return result


_results = _Results()


def _in_range(request: SearchRequest) -> SearchRequest:
    size = min(max(request.page_size, 1), MOST_PAGE_SIZE)
    return replace(
        request,
        text=" ".join(request.text[:LONGEST_QUERY].split()),
        sort=request.sort if request.sort in SORTS else RELEVANCE,
        page=min(max(request.page, 1), MOST_REACHABLE // size),
        page_size=size,
    )


def _search(request: SearchRequest, reader: EngineReader, tree: Tree) -> SearchResult:
    words = read_words(request.text)
    if request.text and not words.tokens:
        return _nothing(
            request, reader, tree
        )  # only punctuation: browsing everything would be a lie
    query = _query(request, words, tree)
    found = reader.search(query)
    better = _better(request.text, words, query, found.total, reader)
    relaxed = False
    if not found.total and len(words.groups) > 1:
        query = replace(query, needed=max(1, len(words.groups) // 2))
        found = reader.search(query)
        relaxed = found.total > 0
    pages = _pages(found.total, request.page_size)
    if request.page > pages:
        request = replace(request, page=pages)
        found = reader.search(replace(query, offset=(pages - 1) * request.page_size))
    return SearchResult(
        request=request,
        total=found.total,
        hits=tuple(_hit(stored, words.groups, tree) for stored in found.hits),
        facets=facets_in_words(request, found, tree, reader),
        page=request.page,
        pages=pages,
        did_you_mean=better,
        relaxed=relaxed,
        stamp=_stamp(reader, tree),
    )


def _query(request: SearchRequest, words: Words, tree: Tree) -> EngineQuery:
    sort = NEWEST if request.sort == RELEVANCE and not words.tokens else request.sort
    return EngineQuery(
        groups=words.groups,
        needed=len(words.groups),
        filters=request.filters(),
        sort=sort,
        offset=(request.page - 1) * request.page_size,
        limit=request.page_size,
        facets=facet_queries(request, tree),
    )


def _better(text: str, words: Words, query: EngineQuery, total: int, reader: EngineReader) -> str:
    """Return a corrected query that finds more under the same filters, or an empty string."""
    if total >= FEW or not words.tokens:
        return ""
    corrected = correct(text, words, reader)
    if not corrected:
        return ""
    groups = read_words(corrected).groups
    more = reader.count(replace(query, groups=groups, needed=len(groups)))
    return corrected if more > total else ""


def _nothing(request: SearchRequest, reader: EngineReader, tree: Tree) -> SearchResult:
    return SearchResult(replace(request, page=1), 0, (), (), 1, 1, stamp=_stamp(reader, tree))


def _stamp(reader: EngineReader, tree: Tree) -> str:
    return f"{reader.generation}|{tree.stamp}"


def _pages(total: int, size: int) -> int:
    return max(1, -(-min(total, MOST_REACHABLE) // size))


def _hit(stored: StoredHit, groups: Groups, tree: Tree) -> Hit:
    card = stored.card
    topics = tuple(UUID(uuid) for uuid in card["topics"])
    subject = next((node for uuid in topics if (node := tree.subject_of(uuid))), None)
    known = [node for uuid in topics if (node := tree.get(uuid))]
    return Hit(
        uuid=UUID(stored.uuid),
        number=card["number"],
        kind=card["kind"],
        title=card["title"],
        title_html=highlight(card["title"], groups),
        summary=card["summary"],
        snippet=make_snippet(stored.text, groups, card["summary"]),
        language=card["language"],
        licence=card["licence"],
        length_minutes=card["length_minutes"],
        published_at=datetime.fromisoformat(card["published_at"]),
        authors=tuple(Person(UUID(one["uuid"]), one["name"]) for one in card["authors"]),
        topics=tuple(TopicLabel(node.uuid, node.title, path_label(node.uuid)) for node in known),
        subject_key=subject.key if subject else "",
        subject_title=subject.title if subject else "",
        grades=tuple(sorted({node.grade for node in known if node.grade})),
    )
