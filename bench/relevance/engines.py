"""The engines that are compared: each is filled with samples and answers a query as typed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bench.relevance.library import PUBLISHED, Sample

DEPTH = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """The first ``DEPTH`` documents, best first, and what the engine said besides.

    ``note`` is for whoever reads the figures of one query: a correction that was offered, or that
    only some of the words were found.
    """

    keys: tuple[str, ...]
    total: int
    note: str = ""


Ask = Callable[[str], Answer]


def build_ours(samples: Sequence[Sample]) -> Ask:
    """Index with our engine; ask :func:`search.api.search`, as the results page does."""
    from search.api import search
    from search.data import SearchRequest
    from search.documents import document_of
    from search.engine.chosen import current_engine

    with current_engine().build(PUBLISHED) as building:
        for sample in samples:
            building.writer.add_new(document_of(sample.version))
        building.writer.commit()
        with building.finishing():
            pass
    keys = {sample.version.object_uuid: sample.key for sample in samples}

    def ask(text: str) -> Answer:
        found = search(SearchRequest(text=text, page_size=DEPTH))
        notes = [f"did you mean: {found.did_you_mean}"] if found.did_you_mean else []
        notes += ["relaxed"] if found.relaxed else []
        shown = (*found.hits, *found.partly)[:DEPTH]  # in the order of the page
        return Answer(tuple(keys[hit.uuid] for hit in shown), found.total, "; ".join(notes))

    return ask


def build_bm25(samples: Sequence[Sample]) -> Ask:
    """Index everything as one field of Snowball stems in a bare tantivy with its own parser."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("all", tokenizer_name="stems")
    index = tantivy.Index(builder.build())
    index.register_tokenizer(
        "stems",
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("russian"))
        .build(),
    )
    writer = index.writer(num_threads=1)
    for sample in samples:
        words = f"{sample.version.title}\n{sample.words}"
        writer.add_document(tantivy.Document(key=sample.key, all=words))
    writer.commit()
    index.reload()
    searcher: Any = index.searcher()

    def ask(text: str) -> Answer:
        query, _errors = index.parse_query_lenient(text, ["all"])
        found = searcher.search(query, limit=DEPTH)
        keys = (searcher.doc(address).get_first("key") for _score, address in found.hits)
        return Answer(tuple(map(str, keys)), int(found.count))

    return ask


def build_wagtail(samples: Sequence[Sample]) -> Ask:
    """Index with Wagtail's database search on SQLite; ask it for any of the words.

    That is its best: with its default, all of them, it finds nothing for most queries. A query
    that it takes for FTS5's own language and fails on («класс:7») finds nothing.
    """
    from django.db import OperationalError, connection
    from wagtail.search.backends import get_search_backend

    from bench.search_peer.models import PeerObject

    make_fts5_table()
    PeerObject.objects.all().delete()
    rows = [
        PeerObject(pk=number, title=sample.version.title[:255], text=sample.words)
        for number, sample in enumerate(samples, start=1)
    ]
    PeerObject.objects.bulk_create(rows, batch_size=200)
    backend = get_search_backend()
    index = backend.get_index_for_model(PeerObject)
    index.delete_stale_entries()
    index.add_items(PeerObject, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def ask(text: str) -> Answer:
        try:
            found = list(backend.search(text, PeerObject, operator="or")[:DEPTH])
        except OperationalError as error:
            return Answer((), 0, f"error: {error}")
        return Answer(tuple(samples[row.pk - 1].key for row in found), len(found))

    return ask


def make_fts5_table() -> None:
    """Make the peer's full-text table and triggers, which no model describes, as its migration."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.operations import SeparateDatabaseAndState

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'insert_wagtailsearch_indexentry_fts'"
        )
        if cursor.fetchone():
            return
        cursor.execute("DROP TABLE IF EXISTS wagtailsearch_indexentry_fts")
    name = apps.get_app_config("wagtailsearch").name
    migration = import_module(f"{name}.migrations.0006_customise_indexentry").Migration
    state = MigrationLoader(None).project_state()
    with connection.schema_editor() as editor:
        for operation in migration.operations:
            if isinstance(operation, SeparateDatabaseAndState):
                operation.database_forwards("wagtailsearch", editor, state, state)


ENGINES: dict[str, Callable[[Sequence[Sample]], Ask]] = {
    "ours": build_ours,
    "bm25": build_bm25,
    "wagtail": build_wagtail,
}
ENGINE_NAMES = {
    "ours": "search.api.search",
    "bm25": "bare tantivy, BM25 on Snowball stems, one field",
    "wagtail": "Wagtail's own search on SQLite",
}


def timed(ask: Ask, text: str) -> tuple[Answer, float]:
    """Return the answer and how long it took in ms."""
    started = time.perf_counter()
    answer = ask(text)
    return answer, (time.perf_counter() - started) * 1000
