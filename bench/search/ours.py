"""Our engine: built as a rebuild builds it, asked through its port."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from bench.search.assembling import make_documents
from bench.search.corpus import Question
from search.engine.chosen import current_engine, open_reader
from search.engine.port import EngineQuery, EngineReader, FacetQuery

# Facet → how many values are shown, as on the results page.
FACETS = {"kind": 10, "subject": 60, "grade": 11, "topic": 12, "licence": 10}
PAGE = 20
FACET_QUERIES = tuple(FacetQuery(name, size) for name, size in FACETS.items())


def build(folder: Path, size: int) -> int:
    """Index ``size`` objects into the current generation of ``SEARCH_INDEX_DIR``."""
    from bench.search.building import bytes_below

    write_all(size)
    return bytes_below(folder / "index")


def write_all(size: int) -> None:
    """Build a new index of the engine that is chosen, as ``search_rebuild`` does."""
    with current_engine().build(datetime.now(UTC)) as building:
        for document in make_documents(size):
            building.writer.add_new(document)
        building.writer.commit()
        with building.finishing():
            pass


def asked(question: Question, *, facets: bool = True) -> EngineQuery:
    """Return a question as the engine is asked it: all words, the best twenty."""
    return EngineQuery(
        groups=question.groups,
        needed=len(question.groups),
        limit=PAGE,
        facets=FACET_QUERIES if facets else (),
    )


def browsed(node: UUID) -> EngineQuery:
    """Return a subtree as it is browsed: the newest twenty, with the same facets."""
    return EngineQuery(
        filters={"topic": (str(node),)}, sort="newest", limit=PAGE, facets=FACET_QUERIES
    )


class Ours:
    """Asks the engine for a page and all that a page shows of it."""

    def __init__(self, reader: EngineReader | None = None) -> None:
        self.reader = reader or open_reader()

    def ask(self, question: Question) -> int:
        """Return the total of the query alone."""
        return self._page(asked(question, facets=False))

    def ask_with_facets(self, question: Question) -> int:
        """Return the total of the query with five facets."""
        return self._page(asked(question))

    def browse(self, node: UUID) -> int:
        """Return the total of a subtree."""
        return self._page(browsed(node))

    def _page(self, query: EngineQuery) -> int:
        found = self.reader.search(query)
        self.reader.load(found.hits)
        return found.total
