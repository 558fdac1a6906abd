"""Bare tantivy: the same index, page and facets, and nothing else.

What somebody writes who needs no quality, spelling, snippets, reasons or words for facets: one
query, the stored documents of twenty hits, one aggregation.
"""

from __future__ import annotations

import json

import tantivy
from tantivy import Occur, Query

from bench.search.corpus import Question
from bench.search.ours import PAGE
from search.engine import folder
from search.engine.fields import BOOSTS, FACET_FIELDS
from search.engine.schema import CARD, TEXT, build_schema
from search.facets import SIZES

NAME = "bare tantivy on the same index: one query, 20 stored documents, six facets"


class Bare:
    """Asks the current generation's folder."""

    def __init__(self) -> None:
        self._schema = build_schema()
        self._searcher = tantivy.Index.open(str(folder.current_generation())).searcher()
        self._facets = {
            name: {"terms": {"field": FACET_FIELDS[name], "size": size}}
            for name, size in SIZES.items()
        }

    def ask(self, question: Question) -> int:
        """Return the total; the page and the facets are thrown away."""
        query = self._query(question)
        found = self._searcher.search(query, limit=PAGE)
        for _score, place in found.hits:
            stored = self._searcher.doc(place)
            json.loads(stored.get_first(CARD))
            stored.get_first(TEXT).decode()
        self._searcher.aggregate(query, self._facets)
        return int(found.count)

    def _query(self, question: Question) -> Query:
        parts = [(Occur.Must, self._any_of("text", group)) for group in question.groups]
        parts += [
            (Occur.Should, Query.boost_query(self._any_of(field, group), boost))
            for field, boost in BOOSTS[1:]
            for group in question.groups
        ]
        return Query.boolean_query(parts)

    def _any_of(self, field: str, lemmas: tuple[str, ...]) -> Query:
        terms = [
            Query.term_query(self._schema, field, lemma, index_option="freq") for lemma in lemmas
        ]
        return Query.boolean_query([(Occur.Should, term) for term in terms])
