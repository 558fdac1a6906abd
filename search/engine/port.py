"""The port: what ``search`` asks of an engine. Tantivy is one; a cluster may be another.

Everything that crosses it is already analysed: words are lemmas, filters are index values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One published object as an engine stores it; ``*_lemmas`` are analysed already.

    ``stamp`` names the version (``uuid:number:digest``); ``nodes`` are the uuids of all covered
    framework nodes with every ancestor, ``topics`` those of them worth a facet value; ``words``
    the folded surface words for correction; ``prefixes`` the edge n-grams of the title's words.
    ``published`` is seconds since 1970 (UTC). ``card`` is what a hit shows, JSON-able.
    """

    uuid: str
    stamp: str
    title_lemmas: tuple[str, ...]
    topic_lemmas: tuple[str, ...]
    text_lemmas: tuple[str, ...]
    words: tuple[str, ...]
    prefixes: tuple[str, ...]
    author_prefixes: tuple[str, ...]
    kind: str
    subjects: tuple[str, ...]
    grades: tuple[str, ...]
    nodes: tuple[str, ...]
    topics: tuple[str, ...]
    licence: str
    authors: tuple[str, ...]
    published: int
    title_sort: str
    card: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class FacetQuery:
    """Which facet to count: at most ``size`` values, only those of ``among`` when given."""

    name: str
    size: int
    among: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """``groups``: one tuple of alternative lemmas a word; ``needed`` of them must be present."""

    groups: tuple[tuple[str, ...], ...] = ()
    needed: int = 0
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20
    facets: tuple[FacetQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredHit:
    """One hit as stored: the document's ``card`` and plain ``text``."""

    uuid: str
    card: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class EngineResult:
    """``facets`` maps a facet's name to (value, count) pairs, the most frequent first."""

    total: int
    hits: tuple[StoredHit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class EngineReader(Protocol):
    """An immutable view of the index at one commit; safe from any thread."""

    generation: str

    def search(self, query: EngineQuery) -> EngineResult:
        """Return hits, their total and the facet counts."""

    def count(self, query: EngineQuery) -> int:
        """Return how many documents match."""

    def complete_titles(
        self, groups: tuple[tuple[str, ...], ...], prefix: str, limit: int
    ) -> list[StoredHit]:
        """Return documents whose title has the words ``groups`` and a word on ``prefix``."""

    def complete_authors(self, prefixes: tuple[str, ...], limit: int) -> list[StoredHit]:
        """Return documents with an author whose name has words on all ``prefixes``."""

    def author_name(self, uuid: str) -> str:
        """Return the name under which an author last published, or an empty string."""

    def lemma_frequency(self, lemma: str) -> int:
        """Return how many documents have ``lemma`` anywhere."""

    def word_frequency(self, word: str) -> int:
        """Return how many documents have the surface ``word`` in title, topics or tags."""

    def words_on(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return surface words that begin with ``prefix`` and their frequencies."""

    def stamps(self) -> set[str]:
        """Return the stamps of all documents."""


class EngineWriter(Protocol):
    """The only way to change an index; one at a time."""

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document; visible and durable after :meth:`commit`."""

    def remove(self, uuid: str) -> None:
        """Remove a document if it is there."""

    def commit(self) -> None:
        """Make all changes since the last commit durable and visible, at once."""

    def close(self) -> None:
        """Finish background work and release the lock."""


Documents = Iterable[IndexDocument]
