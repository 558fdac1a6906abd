"""The port: what ``search`` asks of an engine. Tantivy is one, a cluster is another.

Everything that crosses it is already analysed: words are lemmas, filters are index values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One published object as an engine stores it; ``*_lemmas`` are analysed already.

    ``stamp`` names the version (``uuid:number:digest``), ``revision`` grows with every change of
    the object; ``nodes`` are the uuids of all covered
    framework nodes with every ancestor, ``topics`` those of them worth a facet value; ``words``
    the folded surface words for correction; ``exact`` the folded words of everything in order, for
    phrases; ``prefixes`` the edge n-grams of the title's words.
    ``film_words`` and ``file_words`` are the lemmas of captions and of attached files, joined by
    spaces: they are long. ``published`` is seconds since 1970 (UTC). ``card`` is what a hit shows,
    JSON-able; ``text`` may be of any length, engines keep its beginning.
    """

    uuid: str
    revision: int
    stamp: str
    title_lemmas: tuple[str, ...]
    topic_lemmas: tuple[str, ...]
    text_lemmas: tuple[str, ...]
    film_words: str
    file_words: str
    exact: tuple[str, ...]
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
class Removal:
    """An object that must not be found; ``revision`` is ``None`` when nothing is known of it."""

    uuid: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class FacetQuery:
    """Which facet to count: at most ``size`` values, only those of ``among`` when given."""

    name: str
    size: int
    among: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """``groups``: one tuple of alternative lemmas a word; ``needed`` of them must be present.

    ``wordings`` is empty or has one item a group: other wordings of several words (each a group)
    that stand for it. ``optional`` groups weigh and are not demanded. ``phrases`` are folded words
    that must stand side by side, ``excluded`` groups that must not stand anywhere,
    ``author_words`` beginnings of words of one author's name. ``preferred`` maps filters to values
    that put a document further up. ``weights`` is empty or has one item a group: what a document
    with the word gets besides, so that how many words it has, and how rare, decides first. ``near``
    are framework nodes: what lies below one of them gets as much as all weights together.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    needed: int = 0
    wordings: tuple[tuple[tuple[tuple[str, ...], ...], ...], ...] = ()
    weights: tuple[float, ...] = ()
    near: tuple[str, ...] = ()
    optional: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    author_words: tuple[str, ...] = ()
    preferred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20
    facets: tuple[FacetQuery, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether anything in it weighs: otherwise the newest come first."""
        return bool(self.groups or self.phrases or self.optional or self.preferred)

    def wordings_of(self, number: int) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Return the other wordings of group ``number``."""
        return self.wordings[number] if self.wordings else ()


@dataclass(frozen=True, slots=True)
class StoredHit:
    """One hit; ``score`` orders hits.

    As :meth:`EngineReader.search` gives it, it has what an order is made of: ``card`` holds
    ``kind`` and ``published_at`` alone and ``text`` is empty. :meth:`EngineReader.load` gives the
    whole card and the beginning of the plain text. ``place`` is where the engine finds them.
    """

    uuid: str
    card: dict[str, Any]
    text: str
    score: float = 0.0
    place: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EngineResult:
    """``facets`` maps a facet's name to (value, count) pairs, the most frequent first.

    Values of one count stand in the order of the values.
    """

    total: int
    hits: tuple[StoredHit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class EngineReader(Protocol):
    """The index as it stood at ``generation`` or later; safe from any thread.

    ``generation`` changes with every commit and swap. All methods may raise
    ``IndexUnavailableError``.
    """

    generation: str

    def search(self, query: EngineQuery) -> EngineResult:
        """Return hits, their total and the facet counts; the hits are not loaded."""

    def load(self, hits: Sequence[StoredHit]) -> list[StoredHit]:
        """Return ``hits`` of :meth:`search` with card and text, for the few that are shown.

        One that was removed in between is left out.
        """

    def count(self, query: EngineQuery) -> int:
        """Return how many documents match."""

    def complete_titles(
        self, groups: tuple[tuple[str, ...], ...], prefix: str, limit: int
    ) -> list[StoredHit]:
        """Return documents whose title has the words ``groups`` and a word on ``prefix``."""

    def complete_authors(self, prefixes: tuple[str, ...], limit: int) -> list[StoredHit]:
        """Return documents with an author whose name has words on all ``prefixes``."""

    def author_names(self, uuids: Iterable[str]) -> Mapping[str, str]:
        """Return the names under which authors last published, of those that the index knows."""

    def lemma_frequencies(self, lemmas: Iterable[str]) -> Mapping[str, int]:
        """Return in how many texts each lemma stands; absent ones are left out.

        What is said on an object's page, in its films and in its files are three texts.
        """

    def word_frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return how many documents have a surface word in title, topics, tags or authors.

        Absent ones are left out.
        """

    def words_on(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the ``limit`` most frequent surface words on ``prefix`` with frequencies."""

    def stamps(self) -> set[str]:
        """Return the stamps of all documents."""


class EngineWriter(Protocol):
    """The only way to change an index; not safe from several threads."""

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document; visible and durable after :meth:`commit`."""

    def add_new(self, document: IndexDocument) -> None:
        """Add a document to an index that is being built; what is there already stays."""

    def remove(self, removal: Removal) -> None:
        """Remove a document if it is there."""

    def commit(self) -> None:
        """Make all changes since the last commit durable and visible."""


class WriterSession(Protocol):
    """The writer process's hold on the index.

    ``damage`` lists the exceptions of :meth:`EngineWriter.commit` that mean that the index has to
    be built anew. All methods may raise ``EngineAwayError``: nothing is lost, try again later.
    """

    damage: tuple[type[Exception], ...]

    def leads(self) -> bool:
        """Say whether this process is the one that writes; others stand by."""

    def writer(self) -> EngineWriter:
        """Return the writer of the current index; raise ``IndexMissingError`` without one."""

    def batch(self) -> AbstractContextManager[bool]:
        """Hold the index for one batch; ``False`` if :meth:`writer` has to be called again.

        Enter it after the outbox was read: what is applied in it reaches an index that is being
        built meanwhile, too.
        """

    def note(self, uuids: list[str]) -> None:
        """Remember, durably, what was committed in this batch for a rebuild that runs."""

    def close(self) -> None:
        """Release everything; the session may be used again afterwards."""


class Building(Protocol):
    """A new index beside the current one, not yet read by anybody."""

    @property
    def writer(self) -> EngineWriter:
        """The writer of the new index."""

    def finishing(self) -> AbstractContextManager[list[str]]:
        """Give the uuids to be applied once more, then make the new index the current one."""


class Engine(Protocol):
    """One way to keep the index."""

    def open_reader(self) -> EngineReader:
        """Return a reader of the newest commit; raise ``IndexUnavailableError`` without one."""

    def hold_writer(self) -> AbstractContextManager[None]:
        """Be this machine's writer; raise ``WriterRunningError`` when another process is."""

    def open_session(self) -> WriterSession:
        """Begin to write."""

    def build(self, now: datetime) -> AbstractContextManager[Building]:
        """Begin a new index; it is dropped if the block fails or never finishes.

        Raises ``WriterRunningError`` when another one is being built.
        """
