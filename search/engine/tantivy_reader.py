"""Reading a tantivy index: queries, facets, completions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import tantivy
from tantivy import Occur, Order, Query

from search.engine.fields import (
    ANYWHERE,
    ATTACHED,
    BOOSTS,
    FACET_FIELDS,
    FILTER_FIELDS,
    NEAR_FIELD,
    PHRASE_SCORE,
    near_score,
    preferred_score,
    published_of,
)
from search.engine.port import EngineQuery, EngineResult, FacetQuery, StoredHit
from search.engine.schema import (
    CARD,
    KIND_NUMBER,
    KINDS_BY_NUMBER,
    TEXT,
    UUID_HIGH,
    UUID_LOW,
    build_schema,
)

# Values of one count come from tantivy in any order, and which of them are left out at the end of
# a facet is chance. So a few more are asked for, and where that does not do the equals by name.
SPARE_VALUES = 12
MOST_VALUES = 10_000


class TantivyReader:
    """The index at one commit; see :class:`search.engine.port.EngineReader`."""

    def __init__(self, index: Any, generation: str) -> None:
        self.generation = generation
        self.schema = build_schema()
        self.searcher = index.searcher()
        self._names: dict[str, str] = {}

    def search(self, query: EngineQuery) -> EngineResult:
        """Return hits, their total and the facet counts."""
        matching = self._matching(query, without="")
        found = self.searcher.search(
            matching, limit=max(query.limit, 1), offset=query.offset, **_order(query)
        )
        wanted = found.hits[: query.limit]
        scores = [0.0 if _order(query) else score for score, _address in wanted]
        hits = self._hits([address for _score, address in wanted], scores)
        return EngineResult(found.count, tuple(hits), self._facets(query, matching))

    def load(self, hits: Sequence[StoredHit]) -> list[StoredHit]:
        """Return the hits with card and text: a commit stays whole while a reader holds it."""
        return [self._loaded(hit) for hit in hits]

    def _hits(self, places: list[tantivy.DocAddress], scores: list[float]) -> list[StoredHit]:
        """Return hits with what orders them, read from columns."""
        kinds, high, low, newest = (
            self.searcher.fast_field_values(name, places)
            for name in (KIND_NUMBER, UUID_HIGH, UUID_LOW, "newest")
        )
        return [
            StoredHit(
                _uuid(high[at], low[at]),
                {
                    "kind": KINDS_BY_NUMBER.get(kinds[at], ""),
                    "published_at": published_of(newest[at]),
                },
                "",
                score,
                places[at],
            )
            for at, score in enumerate(scores)
        ]

    def _loaded(self, hit: StoredHit) -> StoredHit:
        stored = self.searcher.doc(hit.place)
        text = stored.get_first(TEXT).decode()
        return replace(hit, card=json.loads(stored.get_first(CARD)), text=text)

    def count(self, query: EngineQuery) -> int:
        """Return how many documents match."""
        return int(self.searcher.search(self._matching(query, without=""), limit=1).count)

    def complete_titles(
        self, groups: tuple[tuple[str, ...], ...], prefix: str, limit: int
    ) -> list[StoredHit]:
        """Return documents whose title has the words ``groups`` and a word on ``prefix``."""
        parts = [(Occur.Must, self._any_of("title", group)) for group in groups]
        parts.append((Occur.Must, self._term("prefix", prefix)))
        return self._first(Query.boolean_query(parts), limit)

    def complete_authors(self, prefixes: tuple[str, ...], limit: int) -> list[StoredHit]:
        """Return documents with an author whose name has words on all ``prefixes``."""
        parts = [(Occur.Must, self._term("author_prefix", prefix)) for prefix in prefixes]
        return self._first(Query.boolean_query(parts), limit)

    def author_names(self, uuids: Iterable[str]) -> dict[str, str]:
        """Return the names under which authors last published, of those that the index knows."""
        names = {uuid: self._author_name(uuid) for uuid in uuids}
        return {uuid: name for uuid, name in names.items() if name}

    def _author_name(self, uuid: str) -> str:
        if uuid not in self._names:
            found = self.searcher.search(
                self._term("author", uuid), limit=1, order_by_field="newest", count=False
            )
            people = self._card(found.hits[0][1])["authors"] if found.hits else []
            names = [person["name"] for person in people if person["uuid"] == uuid]
            self._names[uuid] = names[0] if names else ""
        return self._names[uuid]

    def lemma_frequencies(self, lemmas: Iterable[str]) -> dict[str, int]:
        """Return in how many texts each lemma stands; absent ones are left out."""
        counted = Counter[str]()
        wanted = list(lemmas)
        for field, _boost in ANYWHERE:
            counted.update(self._frequencies(field, wanted))
        return dict(counted)

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return how many documents have a surface word; absent ones are left out."""
        return self._frequencies("word", words)

    def _frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        counted = {term: int(self.searcher.doc_freq(field, term)) for term in terms}
        return {term: count for term, count in counted.items() if count}

    def words_on(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the ``limit`` most frequent surface words on ``prefix`` with frequencies."""
        return list(self.searcher.terms_with_prefix("word", prefix, limit=limit))

    def stamps(self) -> set[str]:
        """Return the stamps of all documents; the filter leaves deleted ones out."""
        terms = self.searcher.terms_with_prefix("stamp", "", filter_query=Query.all_query())
        return {stamp for stamp, _count in terms}

    def _matching(self, query: EngineQuery, *, without: str) -> Any:
        """Return the tantivy query, leaving out the filter of the facet ``without``."""
        parts = [*self._wanted(query)]
        for name, values in query.filters.items():
            if name != without:
                field = FILTER_FIELDS[name]
                parts.append((Occur.Must, Query.const_score_query(self._any_of(field, values), 0)))
        for prefix in query.author_words:
            wanted = Query.const_score_query(self._term("author_prefix", prefix), 0)
            parts.append((Occur.Must, wanted))
        if not any(occur == Occur.Must for occur, _part in parts):
            parts.append((Occur.Must, Query.const_score_query(Query.all_query(), 0)))
        parts += [(Occur.MustNot, self._anywhere(group)) for group in query.excluded]
        return Query.boolean_query(parts)

    def _wanted(self, query: EngineQuery) -> Iterator[tuple[Any, Any]]:
        """Yield what makes the score: words, phrases, and what is preferred."""
        if query.groups:
            yield Occur.Must, self._words(query)
        for words in query.phrases:
            yield Occur.Must, Query.const_score_query(self._phrase(words), PHRASE_SCORE)
        for group in query.optional:
            for field, boost in BOOSTS:
                yield Occur.Should, Query.boost_query(self._any_of(field, group), boost)
        for name, values in query.preferred.items():
            wanted = self._any_of(FILTER_FIELDS[name], values)
            yield Occur.Should, Query.const_score_query(wanted, preferred_score(query))
        if query.near:
            wanted = self._any_of(NEAR_FIELD, query.near)
            yield Occur.Should, Query.const_score_query(wanted, near_score(query))

    def _words(self, query: EngineQuery) -> Any:
        numbers = range(len(query.groups))
        groups = [self._group("text", query, number) for number in numbers]
        if query.needed >= len(groups):
            parts = [(Occur.Must, group) for group in groups]
        else:
            some = [(Occur.Should, group) for group in groups]
            parts = [(Occur.Must, Query.boolean_query(some, query.needed))]
        for field, boost in BOOSTS[1:]:
            for number in numbers:
                wanted = Query.boost_query(self._group(field, query, number), boost)
                parts.append((Occur.Should, wanted))
        for number, weight in enumerate(query.weights):
            there = Query.const_score_query(self._group("text", query, number), weight)
            parts.append((Occur.Should, there))
        return Query.boolean_query(parts)

    def _group(self, field: str, query: EngineQuery, number: int) -> Any:
        """Return a word or any of the wordings that stand for it."""
        wordings = query.wordings_of(number)
        lemmas = query.groups[number]
        any_of = self._anywhere if field == "text" else partial(self._any_of, field)
        if not wordings:
            return any_of(lemmas)
        parts = [(Occur.Should, any_of(lemmas))] if lemmas else []
        for wording in wordings:
            words = [(Occur.Must, any_of(group)) for group in wording]
            parts.append((Occur.Should, Query.boolean_query(words)))
        return Query.boolean_query(parts)

    def _phrase(self, words: tuple[str, ...]) -> Any:
        if len(words) == 1:
            return Query.term_query(self.schema, "exact", words[0], index_option="basic")
        return Query.phrase_query(self.schema, "exact", list(words))

    def _anywhere(self, lemmas: tuple[str, ...]) -> Any:
        """Return a word of the page, a film or a file; where no file has it, of the page alone."""
        on_page = self._any_of("text", lemmas)
        attached = [
            (Occur.Should, Query.boost_query(self._any_of(field, lemmas), boost))
            for field, boost in ATTACHED
            if any(self.searcher.doc_freq(field, lemma) for lemma in lemmas)
        ]
        return Query.boolean_query([(Occur.Should, on_page), *attached]) if attached else on_page

    def _any_of(self, field: str, values: tuple[str, ...]) -> Any:
        if len(values) == 1:
            return self._term(field, values[0])
        return Query.boolean_query([(Occur.Should, self._term(field, value)) for value in values])

    def _term(self, field: str, value: str) -> Any:
        return Query.term_query(self.schema, field, value, index_option="freq")

    def _facets(self, query: EngineQuery, matching: Any) -> dict[str, tuple[tuple[str, int], ...]]:
        """Count the facets: those with a filter of their own as if it were not set.

        The topic filter is a drill-down and keeps counting inside what it chose.
        """
        counted: dict[str, tuple[tuple[str, int], ...]] = {}
        asked = [facet for facet in query.facets if facet.among != ()]
        together = [f for f in asked if f.name == "topic" or f.name not in query.filters]
        alone = [f for f in asked if f not in together]
        if together:
            counted |= self._aggregate(matching, together)
        for facet in alone:
            counted |= self._aggregate(self._matching(query, without=facet.name), [facet])
        return counted

    def _aggregate(
        self, matching: Any, facets: list[FacetQuery]
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        found = self._count_values(
            matching, {f.name: _terms(f, f.size + SPARE_VALUES) for f in facets}
        )
        cut = [f for f in facets if _is_cut_among_equals(found[f.name], f.size)]
        if cut:
            # All that are more frequent than the last wanted value are there; of its equals the
            # first ones in their own order are wanted, and no more than these come to Python.
            equals = {f.name: _equals(f, found[f.name][f.size - 1][1]) for f in cut}
            for name, values in self._count_values(matching, equals).items():
                found[name] = list(dict([*found[name], *values]).items())
        return {f.name: _first_values(found[f.name], f.size) for f in facets}

    def _count_values(
        self, matching: Any, terms: dict[str, dict[str, Any]]
    ) -> dict[str, list[tuple[str, int]]]:
        answer = self.searcher.aggregate(
            matching, {name: {"terms": its} for name, its in terms.items()}
        )
        return {
            name: [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
            for name, found in answer.items()
        }

    def _first(self, query: Any, limit: int) -> list[StoredHit]:
        """Return the best documents with their cards; a completion shows no text."""
        found = self.searcher.search(query, limit=limit, count=False)
        places = [address for _score, address in found.hits]
        hits = self._hits(places, [score for score, _address in found.hits])
        return [replace(hit, card=self._card(hit.place)) for hit in hits]

    def _card(self, place: tantivy.DocAddress) -> dict[str, Any]:
        return dict(json.loads(self.searcher.doc(place).get_first(CARD)))


def _uuid(high: int, low: int) -> str:
    one, other = f"{high:016x}", f"{low:016x}"
    return f"{one[:8]}-{one[8:12]}-{one[12:]}-{other[:4]}-{other[4:]}"


def _order(query: EngineQuery) -> dict[str, Any]:
    if query.sort == "title":
        return {"order_by_field": "title_sort", "order": Order.Asc}
    if query.sort == "newest" or not query.scored:
        return {"order_by_field": "newest", "order": Order.Desc}
    return {}


def _terms(facet: FacetQuery, size: int) -> dict[str, Any]:
    terms: dict[str, Any] = {"field": FACET_FIELDS[facet.name], "size": size}
    if facet.among is not None:
        terms["include"] = list(facet.among)
    return terms


def _equals(facet: FacetQuery, count: int) -> dict[str, Any]:
    """Return a count of the first values by their own order that are as frequent as ``count``."""
    return {
        **_terms(facet, facet.size),
        "segment_size": MOST_VALUES,
        "min_doc_count": count,
        "order": {"_key": "asc"},
    }


def _is_cut_among_equals(values: list[tuple[str, int]], size: int) -> bool:
    """Say whether values with the count of the last wanted one may be missing from ``values``."""
    return len(values) == size + SPARE_VALUES and values[-1][1] == values[size - 1][1]


def _first_values(values: list[tuple[str, int]], size: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(values, key=lambda value: (-value[1], value[0]))[:size])
