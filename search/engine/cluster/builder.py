"""Queries for a cluster, written with ``elasticsearch.dsl``; both kinds understand the dicts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from elasticsearch.dsl import A, Q, Search

from search.engine.fields import (
    ANYWHERE,
    BOOSTS,
    FACET_FIELDS,
    FILTER_FIELDS,
    NEAR_FIELD,
    PHRASE_SCORE,
    near_score,
    preferred_score,
)
from search.engine.port import EngineQuery, FacetQuery

# What an order of candidates is made of; the stored card and text are loaded for a page alone.
ORDER_FIELDS = ("kind", "newest")
BEST_FIRST = ("_score", {"newest": {"order": "desc"}})
NEWEST_FIRST = ({"newest": {"order": "desc"}},)
BY_TITLE = ({"title_sort": {"order": "asc"}},)
# A drill-down: it keeps counting inside what its filter chose.
DRILL_DOWN = "topic"
_NOT_PLAIN = re.compile(r"[^\w]")

Filters = Mapping[str, tuple[str, ...]]


def search_body(query: EngineQuery) -> dict[str, Any]:
    """Return the whole search: hits, total and every facet, in one request.

    Filters with a facet narrow the hits after the counting (``post_filter``); each facet is
    counted inside all filters but its own.
    """
    before, after = _split(query)
    search = Search().query(_matching(query, before)).extra(track_total_hits=True)
    search = search.sort(*_order(query)).source(False).extra(docvalue_fields=list(ORDER_FIELDS))
    search = search[query.offset : query.offset + max(query.limit, 1)]
    if after:
        search = search.post_filter(_all_of(after))
    for facet in query.facets:
        if facet.among != ():
            search.aggs.bucket(facet.name, _facet(facet, after))
    return dict(search.to_dict())


def load_body(uuids: Iterable[str]) -> dict[str, Any]:
    """Return a look-up of what documents that are shown hold, for ``_mget``."""
    return {"ids": list(uuids)}


def count_body(query: EngineQuery) -> dict[str, Any]:
    """Return a query for ``_count``."""
    return {"query": _matching(query, query.filters).to_dict()}


def titles_body(groups: tuple[tuple[str, ...], ...], prefix: str, limit: int) -> dict[str, Any]:
    """Return a search for titles with the words ``groups`` and a word on ``prefix``."""
    parts = [_any_of("title", group) for group in groups]
    return _best(Q("bool", must=[*parts, _term("prefix", prefix)]), limit)


def authors_body(prefixes: tuple[str, ...], limit: int) -> dict[str, Any]:
    """Return a search for documents with an author whose name has words on all ``prefixes``."""
    return _best(Q("bool", must=[_term("author_prefix", prefix) for prefix in prefixes]), limit)


def names_body(uuids: Collection[str]) -> dict[str, Any]:
    """Return a search for the newest document of each author; see :func:`read_names`."""
    search = Search().query(_terms("author", uuids)).extra(size=0)
    wanted = A("terms", field="author", include=list(uuids), size=len(uuids))
    wanted.metric(
        "newest",
        A("top_hits", size=1, sort=list(NEWEST_FIRST), _source=["stored.card.authors"]),
    )
    search.aggs.bucket("people", wanted)
    return dict(search.to_dict())


def lemmas_body(lemmas: Collection[str]) -> dict[str, Any]:
    """Return a count of the documents with each lemma, by its place in ``lemmas`` and field."""
    fields = [field for field, _boost in ANYWHERE]
    anywhere = Q("bool", should=[_terms(field, lemmas) for field in fields])
    search = Search().query(anywhere).extra(size=0)
    filters = {
        f"{place} {field}": _term(field, lemma)
        for place, lemma in enumerate(lemmas)
        for field in fields
    }
    search.aggs.bucket("lemmas", A("filters", filters=filters))
    return dict(search.to_dict())


def words_body(words: Collection[str]) -> dict[str, Any]:
    """Return a count of the documents with each surface word."""
    search = Search().query(_terms("word", words)).extra(size=0)
    search.aggs.bucket("words", A("terms", field="word", include=list(words), size=len(words)))
    return dict(search.to_dict())


def words_on_body(prefix: str, limit: int) -> dict[str, Any]:
    """Return a count of the ``limit`` most frequent surface words on ``prefix``."""
    search = Search().query(Q("prefix", word={"value": prefix})).extra(size=0)
    pattern = _NOT_PLAIN.sub(lambda found: "\\" + found.group(), prefix) + ".*"
    search.aggs.bucket("words", A("terms", field="word", include=pattern, size=limit))
    return dict(search.to_dict())


def stamps_body(after: str, size: int) -> dict[str, Any]:
    """Return a search for the stamps of the ``size`` documents whose uuids follow ``after``."""
    search = Search().query(Q("match_all")).source(False).extra(docvalue_fields=["stamp"])
    search = search.sort({"uuid": {"order": "asc"}})[:size]
    return dict((search.extra(search_after=[after]) if after else search).to_dict())


def _best(query: Any, limit: int) -> dict[str, Any]:
    search = (
        Search().query(query).sort(*BEST_FIRST).source("stored.card").extra(track_total_hits=False)
    )
    return dict(search[:limit].to_dict())


def _split(query: EngineQuery) -> tuple[Filters, Filters]:
    """Return the filters that hold for every facet, and those that one facet leaves out."""
    own = {facet.name for facet in query.facets} - {DRILL_DOWN}
    before = {name: values for name, values in query.filters.items() if name not in own}
    after = {name: values for name, values in query.filters.items() if name in own}
    return before, after


def _matching(query: EngineQuery, filters: Filters) -> Any:
    must = [_words(query)] if query.groups else []
    must += [_constant(_phrase(words), PHRASE_SCORE) for words in query.phrases]
    narrow = [*_each(filters), *(_term("author_prefix", word) for word in query.author_words)]
    should = [_any_of(field, group, boost) for group in query.optional for field, boost in BOOSTS]
    should += [
        _constant(_terms(FILTER_FIELDS[name], values), preferred_score(query))
        for name, values in query.preferred.items()
    ]
    if query.near:
        should.append(_constant(_terms(NEAR_FIELD, query.near), near_score(query)))
    parts = {
        "must": must,
        "filter": narrow,
        "should": should,
        "must_not": [_anywhere(group) for group in query.excluded],
    }
    wanted = {name: clauses for name, clauses in parts.items() if clauses}
    if not must and not narrow and wanted:
        wanted["filter"] = [Q("match_all")]  # or one of the preferred would be demanded
    return Q("bool", **wanted) if wanted else Q("match_all")


def _words(query: EngineQuery) -> Any:
    numbers = range(len(query.groups))
    groups = [_group("text", query, number) for number in numbers]
    if query.needed < len(groups):
        groups = [Q("bool", should=groups, minimum_should_match=query.needed)]
    better = [
        _group(field, query, number, boost) for field, boost in BOOSTS[1:] for number in numbers
    ]
    better += [
        _constant(_group("text", query, number), weight)
        for number, weight in enumerate(query.weights)
    ]
    return Q("bool", must=groups, should=better)


def _group(field: str, query: EngineQuery, number: int, boost: float = 1.0) -> Any:
    """Return a word or any of the wordings that stand for it."""
    wordings = query.wordings_of(number)
    lemmas = query.groups[number]
    any_of = _anywhere if field == "text" else partial(_any_of, field, boost=boost)
    if not wordings:
        return any_of(lemmas)
    parts = [any_of(lemmas)] if lemmas else []
    parts += [Q("bool", must=[any_of(group) for group in wording]) for wording in wordings]
    return Q("bool", should=parts, minimum_should_match=1)


def _phrase(words: tuple[str, ...]) -> Any:
    if len(words) == 1:
        return _term("exact", words[0])
    return Q("match_phrase", exact={"query": " ".join(words)})


def _constant(query: Any, score: float) -> Any:
    return Q("constant_score", filter=query, boost=score)


def _facet(facet: FacetQuery, filters: Filters) -> Any:
    """Return one facet, counted inside all ``filters`` but its own."""
    field = FACET_FIELDS[facet.name]
    values = A("terms", field=field, size=facet.size, **_only(facet))
    others = {name: chosen for name, chosen in filters.items() if name != facet.name}
    inside = A("filter", filter=_all_of(others))
    inside.bucket("values", values)
    return inside


def _only(facet: FacetQuery) -> dict[str, Any]:
    return {} if facet.among is None else {"include": list(facet.among)}


def _order(query: EngineQuery) -> Iterable[Any]:
    if query.sort == "title":
        return BY_TITLE
    if query.sort == "newest" or not query.scored:
        return NEWEST_FIRST
    return BEST_FIRST


def _all_of(filters: Filters) -> Any:
    return Q("bool", filter=list(_each(filters))) if filters else Q("match_all")


def _each(filters: Filters) -> Iterator[Any]:
    for name, values in filters.items():
        yield _terms(FILTER_FIELDS[name], values)


def _anywhere(lemmas: tuple[str, ...]) -> Any:
    """Return a word of the page, a film or a file."""
    return Q("bool", should=[_any_of(field, lemmas, boost) for field, boost in ANYWHERE])


def _any_of(field: str, lemmas: tuple[str, ...], boost: float = 1.0) -> Any:
    """Return a scored alternative of ``lemmas``: the scores of those that are there add up."""
    if len(lemmas) == 1:
        return _term(field, lemmas[0], boost)
    return Q("bool", should=[_term(field, lemma, boost) for lemma in lemmas])


def _term(field: str, value: str, boost: float = 1.0) -> Any:
    wanted: dict[str, Any] = {"value": value}
    if boost != 1.0:
        wanted["boost"] = boost
    return Q("term", **{field: wanted})


def _terms(field: str, values: Collection[str]) -> Any:
    return Q("terms", **{field: list(values)})
