"""Wagtail's own search on SQLite, as documented: ``search()``, ``count()``, ``facet()`` a field."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import wagtail
from django.db import connection
from wagtail.search.backends import get_search_backend

from bench.relevance.engines import make_fts5_table
from bench.search.assembling import make_documents
from bench.search.corpus import Question
from bench.search.ours import FACETS, PAGE
from bench.search_peer.models import PeerObject
from search.engine.port import IndexDocument

NAME = f"Wagtail {wagtail.__version__} database search on SQLite"
# It needs seconds for a frequent word and reads every match: more than this would take all day.
MOST_OBJECTS, MOST_QUESTIONS = 20_000, 12


def build(folder: Path, size: int) -> int:
    """Index ``size`` objects in the library's own database."""
    path = folder / "db.sqlite3"
    before = path.stat().st_size
    make_fts5_table()
    made = (_peer(document) for document in make_documents(size))
    while batch := list(islice(made, 500)):
        get_search_backend().add_bulk(PeerObject, PeerObject.objects.bulk_create(batch))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size - before


def _peer(document: IndexDocument) -> PeerObject:
    return PeerObject(
        title=" ".join(document.title_lemmas)[:255],
        text=" ".join(document.text_lemmas),
        kind=document.kind,
        subject=next(iter(document.subjects), ""),
        grade=next(iter(document.grades), ""),
        topic=next(iter(document.topics), ""),
        licence=document.licence,
    )


class Wagtail:
    """Asks Wagtail."""

    def __init__(self) -> None:
        self._backend = get_search_backend()

    def ask_with_facets(self, question: Question) -> int:
        """Return the total; the likeliest lemma of each word has to do."""
        text = " ".join(group[0] for group in question.groups)
        list(self._backend.search(text, PeerObject, operator="and")[:PAGE])
        # Without ranking the total and the facets are many times quicker: that is its best.
        plain = self._backend.search(text, PeerObject, operator="and", order_by_relevance=False)
        total = int(plain.count())
        for name in FACETS:
            plain.facet(name)
        return total
