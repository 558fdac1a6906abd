"""Searching."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from framework.api import get_tree
from framework.data import SECTION, Tree
from search.asking import Asked, ask
from search.attached import FoundIn, find_in_files
from search.coverage import half_of, weigh_words
from search.data import (
    MOST_PAGE_SIZE,
    MOST_REACHABLE,
    RELEVANCE,
    SORTS,
    Hit,
    Person,
    SearchRequest,
    SearchResult,
)
from search.engine.chosen import open_reader
from search.engine.port import EngineQuery, EngineReader
from search.facets import facets_in_words
from search.grammar import read_question
from search.ranking import Placed, arrange, wide
from search.reasons import reasons
from search.snippets import Marker
from search.spelling import correct, is_misspelt
from search.topic_places import TopicPlaces, topic_places
from search.words import LONGEST_QUERY, Words

# Results stay true for one commit and one framework; popular pages are asked again and again.
CACHED_RESULTS = 512
# So many hits tell where in the programme to look for more.
NEIGHBOURLY = 3
# With more hits than this nobody needs help with spelling.
FEW = 3


def search(request: SearchRequest) -> SearchResult:
    """Return one page of what ``request`` asks for; any text is a valid query.

    Few database queries are made, their number never grows (see the README). Raises
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
        # Labels of topics and reasons are words of a language.
        key = f"{_stamp(reader, tree)}|{get_language()}"
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
    asked = ask(request, tree)
    if request.text and asked.asks_nothing:
        nothing = _nothing(request, reader, tree)  # browsing everything would be a lie
        return replace(nothing, notes=asked.notes)
    found = _Found(asked, reader, tree)
    better = "" if request.verbatim else _better(asked, found, reader, tree)
    if better and found.spelling_fails:
        corrected = _Found(ask(replace(asked.request, text=better), tree), reader, tree)
        return replace(corrected.result(), corrected_from=asked.request.text)
    return replace(found.result(), did_you_mean=better)


class _Found:
    """What the engine gave for a question, with less demanded where nothing had all of it."""

    def __init__(self, asked: Asked, reader: EngineReader, tree: Tree) -> None:
        self._asked, self._reader, self._tree = asked, reader, tree
        self.query, self.relaxed = asked.query, False
        self._raw = reader.search(wide(asked.query))
        self.total = self._raw.total
        if not self.total:
            self._relax()

    @property
    def spelling_fails(self) -> bool:
        """Whether the words as typed lead nowhere by themselves."""
        return self.relaxed or not self.total

    def _relax(self) -> None:
        """Ask for some of the words, and for the words of phrases in any place."""
        groups, phrases = self.query.groups, self._asked.question.phrase_tokens
        if phrases:
            groups = (*groups, *(token.lemmas for token in phrases))
        if len(groups) < 2 and not phrases:
            return
        wordings = (*self.query.wordings, *((),) * len(phrases)) if self.query.wordings else ()
        query = replace(self.query, groups=groups, wordings=wordings, phrases=())
        query = weigh_words(query, self._reader)
        enough = half_of(len(groups))
        for number in dict.fromkeys((len(groups) if phrases else enough, enough)):
            query = replace(query, needed=number)
            raw = self._reader.search(wide(query))
            if raw.total:
                self.query, self._raw, self.relaxed = query, raw, True
                return

    def _partly(self, first: Sequence[Placed]) -> list[Placed]:
        """Return what has some of the words, to fill a page that those with all leave empty.

        Neighbours of the ``first`` hits in the programme come first among them.
        """
        query, asked = self._asked.query, self._asked.request
        free = asked.page_size - self.total
        if self.relaxed or not self.total or free <= 0 or len(query.groups) < 2:
            return []
        if query.sort != RELEVANCE:
            return []
        sections = tuple(dict.fromkeys(_sections(first[:NEIGHBOURLY], self._tree)))
        wanted = replace(
            weigh_words(query, self._reader),
            near=() if asked.topics else sections,
            needed=half_of(len(query.groups)),
            offset=0,
            limit=asked.page_size,
            facets=(),
        )
        whole = {hit.uuid for hit in self._raw.hits}
        found = [hit for hit in self._reader.search(wanted).hits if hit.uuid not in whole]
        return [Placed(hit) for hit in found[:free]]

    def result(self) -> SearchResult:
        """Return the page that was asked for."""
        request, raw = self._asked.request, self._raw
        pages = _pages(raw.total, request.page_size)
        if request.page > pages:
            request = replace(request, page=pages)
            offset = (pages - 1) * request.page_size
            self.query = replace(self.query, offset=offset)
            raw = self._reader.search(wide(self.query))
        hits = self._load(arrange(self.query, raw.hits))
        partly = self._load(self._partly(hits))
        drawn = self._draw([*hits, *partly])
        return SearchResult(
            request=request,
            total=raw.total,
            hits=drawn[: len(hits)],
            facets=facets_in_words(request, raw, self._tree, self._reader),
            page=request.page,
            pages=pages,
            notes=self._asked.notes,
            relaxed=self.relaxed,
            partly=drawn[len(hits) :],
            stamp=_stamp(self._reader, self._tree),
        )

    def _draw(self, placed: list[Placed]) -> tuple[Hit, ...]:
        marker, places = Marker(self._asked.groups), topic_places(self._tree)
        attached = find_in_files(self._asked, placed)
        return tuple(
            _hit(one, self._asked, marker, places, attached.get(one.stored.uuid)) for one in placed
        )

    def _load(self, placed: list[Placed]) -> list[Placed]:
        """Return the hits of the page with their cards and texts."""
        loaded = {hit.uuid: hit for hit in self._reader.load([one.stored for one in placed])}
        return [
            replace(one, stored=loaded[one.stored.uuid])
            for one in placed
            if one.stored.uuid in loaded
        ]


def _sections(placed: Sequence[Placed], tree: Tree) -> Iterator[str]:
    """Yield the sections of the programme in which the topics of hits lie."""
    for one in placed:
        for uuid in one.stored.card["topics"]:
            above = [node for node in tree.path(UUID(uuid)) if node.kind == SECTION and node.title]
            yield from (str(node.uuid) for node in above[-1:])


def _better(asked: Asked, found: _Found, reader: EngineReader, tree: Tree) -> str:
    """Return a corrected query that finds more under the same filters, or an empty string.

    Words that are in no dictionary need not stand together with all the others to be mended: as
    they were typed they find nothing at all.
    """
    total = 0 if found.relaxed else found.total
    if total >= FEW or not asked.tokens:
        return ""
    text = asked.request.text
    words = Words(read_question(text).tokens)
    corrected = correct(text, words, reader)
    if corrected and reader.count(_query_of(corrected, asked, tree)) > total:
        return corrected
    mended = "" if total else correct(text, words, reader, only=is_misspelt)
    if not mended:
        return ""
    any_word = replace(_query_of(mended, asked, tree), needed=1)
    return mended if reader.count(any_word) > reader.count(replace(asked.query, needed=1)) else ""


def _query_of(text: str, asked: Asked, tree: Tree) -> EngineQuery:
    return ask(replace(asked.request, text=text), tree).query


def _nothing(request: SearchRequest, reader: EngineReader, tree: Tree) -> SearchResult:
    return SearchResult(replace(request, page=1), 0, (), (), 1, 1, stamp=_stamp(reader, tree))


def _stamp(reader: EngineReader, tree: Tree) -> str:
    return f"{reader.generation}|{tree.stamp}"


def _pages(total: int, size: int) -> int:
    return max(1, -(-min(total, MOST_REACHABLE) // size))


def _hit(
    placed: Placed, asked: Asked, marker: Marker, places: TopicPlaces, attached: FoundIn | None
) -> Hit:
    card = placed.stored.card
    topics = [places.of(uuid) for uuid in card["topics"]]
    subject = next((topic.subject for topic in topics if topic.subject), None)
    labels = tuple(topic.label for topic in topics if topic.label)
    grades = tuple(sorted({topic.grade for topic in topics if topic.grade}))
    return Hit(
        uuid=UUID(placed.stored.uuid),
        number=card["number"],
        kind=card["kind"],
        title=card["title"],
        title_html=marker.highlight(card["title"]),
        summary=card["summary"],
        snippet=attached.snippet
        if attached
        else marker.snippet(placed.stored.text, card["summary"]),
        language=card["language"],
        licence=card["licence"],
        length_minutes=card["length_minutes"],
        published_at=datetime.fromisoformat(card["published_at"]),
        authors=tuple(Person(UUID(one["uuid"]), one["name"]) for one in card["authors"]),
        topics=labels,
        subject_key=subject.key if subject else "",
        subject_title=subject.title if subject else "",
        grades=grades,
        why=reasons(asked, placed, labels, grades, marker=marker, attached=attached),
        source=attached.reason if attached else None,
    )
