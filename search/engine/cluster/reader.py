"""Reading an index on a cluster."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engine.cluster import builder
from search.engine.cluster.wire import READ_SECONDS, RefusedError, Wire
from search.engine.fields import ANYWHERE, published_of
from search.engine.port import EngineQuery, EngineResult, StoredHit
from search.errors import EngineAwayError, IndexMissingError, IndexUnavailableError

logger = logging.getLogger(__name__)

STAMPS_AT_ONCE = 5000


class ClusterReader:
    """The index as it stood at ``generation`` or later; see :class:`..port.EngineReader`."""

    def __init__(
        self,
        wire: Wire,
        alias: str,
        generation: str,
        when_away: Callable[[EngineAwayError], None],
    ) -> None:
        """``when_away`` is told when the cluster does not answer."""
        self.generation = generation
        self._when_away = when_away
        self._wire = wire
        self._alias = alias
        self._names: dict[str, str] = {}

    def search(self, query: EngineQuery) -> EngineResult:
        """Return hits, their total and the facet counts, in one request."""
        answer = self._search(builder.search_body(query))
        counted = answer.get("aggregations", {})
        facets = {name: tuple(_counts(found["values"])) for name, found in counted.items()}
        hits = tuple(_candidate(hit) for hit in answer["hits"]["hits"][: query.limit])
        return EngineResult(answer["hits"]["total"]["value"], hits, facets)

    def load(self, hits: Sequence[StoredHit]) -> list[StoredHit]:
        """Return the hits with card and text, in one more request."""
        if not hits:
            return []
        body = builder.load_body(hit.uuid for hit in hits)
        # Only what is visible: what was written since then belongs to another answer.
        answer = self._ask("_mget", body, params={"realtime": "false", "_source": "stored"})
        stored = {doc["_id"]: doc["_source"]["stored"] for doc in answer["docs"] if _is_there(doc)}
        return [
            replace(hit, card=stored[hit.uuid]["card"], text=stored[hit.uuid]["text"])
            for hit in hits
            if hit.uuid in stored
        ]

    def count(self, query: EngineQuery) -> int:
        """Return how many documents match."""
        return int(self._ask("_count", builder.count_body(query))["count"])

    def complete_titles(
        self, groups: tuple[tuple[str, ...], ...], prefix: str, limit: int
    ) -> list[StoredHit]:
        """Return documents whose title has the words ``groups`` and a word on ``prefix``."""
        answer = self._search(builder.titles_body(groups, prefix, limit))
        return [_completion(hit) for hit in answer["hits"]["hits"]]

    def complete_authors(self, prefixes: tuple[str, ...], limit: int) -> list[StoredHit]:
        """Return documents with an author whose name has words on all ``prefixes``."""
        answer = self._search(builder.authors_body(prefixes, limit))
        return [_completion(hit) for hit in answer["hits"]["hits"]]

    def author_names(self, uuids: Iterable[str]) -> dict[str, str]:
        """Return the names under which authors last published, of those that the index knows."""
        wanted = list(uuids)
        unknown = [uuid for uuid in wanted if uuid not in self._names]
        if unknown:
            answer = self._search(builder.names_body(unknown))
            self._names |= dict.fromkeys(unknown, "") | _names(answer)
        return {uuid: self._names[uuid] for uuid in wanted if self._names[uuid]}

    def lemma_frequencies(self, lemmas: Iterable[str]) -> dict[str, int]:
        """Return in how many texts each lemma stands; absent ones are left out."""
        wanted = list(lemmas)
        if not wanted:
            return {}
        buckets = self._search(builder.lemmas_body(wanted))["aggregations"]["lemmas"]["buckets"]
        counted = {
            lemma: sum(buckets[f"{place} {field}"]["doc_count"] for field, _boost in ANYWHERE)
            for place, lemma in enumerate(wanted)
        }
        return {lemma: count for lemma, count in counted.items() if count}

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return how many documents have a surface word; absent ones are left out."""
        wanted = list(words)
        if not wanted:
            return {}
        answer = self._search(builder.words_body(wanted))
        return dict(_counts(answer["aggregations"]["words"]))

    def words_on(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the ``limit`` most frequent surface words on ``prefix`` with frequencies."""
        answer = self._search(builder.words_on_body(prefix, limit))
        return _counts(answer["aggregations"]["words"])

    def stamps(self) -> set[str]:
        """Return the stamps of all documents, walking them in the order of their uuids."""
        found: set[str] = set()
        after = ""
        while True:
            body = builder.stamps_body(after, STAMPS_AT_ONCE)
            hits = self._search(body, seconds=10 * READ_SECONDS)["hits"]["hits"]
            found.update(hit["fields"]["stamp"][0] for hit in hits)
            if len(hits) < STAMPS_AT_ONCE:
                return found
            after = hits[-1]["sort"][0]

    def _search(self, body: dict[str, Any], *, seconds: float = READ_SECONDS) -> Any:
        return self._ask("_search", body, seconds=seconds)

    def _ask(
        self,
        what: str,
        body: dict[str, Any],
        *,
        params: Mapping[str, Any] | None = None,
        seconds: float = READ_SECONDS,
    ) -> Any:
        try:
            path = f"/{self._alias}/{what}"
            return self._wire.ask("POST", path, body, params=params, seconds=seconds)
        except EngineAwayError as error:
            self._when_away(error)
            raise
        except RefusedError as error:
            if error.status == 404:
                raise IndexMissingError(str(error)) from error
            logger.error("search: the cluster refuses a query: %s", error)
            raise IndexUnavailableError(str(error)) from error


def _counts(terms: dict[str, Any]) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in terms["buckets"]]


def _candidate(hit: dict[str, Any]) -> StoredHit:
    kind, newest = hit["fields"]["kind"][0], int(hit["fields"]["newest"][0])
    card = {"kind": kind, "published_at": published_of(newest)}
    return StoredHit(hit["_id"], card, "", hit["_score"] or 0.0)


def _completion(hit: dict[str, Any]) -> StoredHit:
    return StoredHit(hit["_id"], hit["_source"]["stored"]["card"], "", hit["_score"] or 0.0)


def _is_there(doc: dict[str, Any]) -> bool:
    return bool(doc.get("found"))


def _names(answer: dict[str, Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    for bucket in answer["aggregations"]["people"]["buckets"]:
        hits = bucket["newest"]["hits"]["hits"]
        people = hits[0]["_source"]["stored"]["card"]["authors"] if hits else []
        known = {person["uuid"]: person["name"] for person in people}
        names[bucket["key"]] = known.get(bucket["key"], "")
    return names
