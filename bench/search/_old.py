"""Query with five facets: our engine against raw SQLite FTS5 and against Wagtail's own search.

Every contender gets the same lemmas, answers the same queries and does the same work: the twenty
best objects with what a page shows of them, the total, and the counts of five facets. Each query
is timed in interleaved rounds; the figure is the 95th percentile over the queries of the medians.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.harness import interleave_questions, percentile, read_size, report

# Facet → how many values are shown, as on the results page.
FACETS = {"kind": 10, "subject": 60, "grade": 11, "topic": 12, "licence": 10}
WAGTAIL_SIZE = 20_000
# Wagtail's SQLite search needs seconds for a frequent word; more queries would take all day.
WAGTAIL_QUERIES = 12
PAGE = 20

Ask = Callable[[tuple[str, ...]], object]


def main() -> None:
    """Measure 20,000 and ``--size`` (100,000) objects; Wagtail at 20,000 or fewer."""
    size = read_size(100_000, __doc__ or "")
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.search_settings"
        import django

        django.setup()
        small = min(WAGTAIL_SIZE, size)
        _measure(small, Path(folder) / "small", with_wagtail=True)
        if size > small:
            _measure(size, Path(folder) / "large", with_wagtail=False)


def _measure(size: int, folder: Path, *, with_wagtail: bool) -> None:
    from bench.search_corpus import make_queries, make_samples

    folder.mkdir()
    samples, queries = make_samples(size), make_queries()
    ours = _build_ours(folder, samples)
    fts5 = _build_fts5(folder, samples)
    _check_agreement(ours, fts5, queries)
    figures = _p95({"ours": ours, "peer": fts5}, queries, rounds=5)
    report(
        name="search.fts5",
        ours=figures["ours"],
        peer=figures["peer"],
        peer_name=f"SQLite {sqlite3.sqlite_version} FTS5, pre-lemmatised, covering facet tables",
        unit="ms p95",
        size=size,
        goal=10 if size >= 100_000 else None,
    )
    if with_wagtail:
        _measure_wagtail(size, samples, ours, queries[:WAGTAIL_QUERIES])


def _measure_wagtail(
    size: int, samples: Sequence[object], ours: Ask, queries: list[tuple[str, ...]]
) -> None:
    import wagtail

    theirs = _build_wagtail(samples)
    figures = _p95({"ours": ours, "peer": theirs}, queries, rounds=3)
    report(
        name="search.wagtail",
        ours=figures["ours"],
        peer=figures["peer"],
        peer_name=f"Wagtail {wagtail.__version__} database search on SQLite",
        unit="ms p95",
        size=size,
        goal=40 if size >= WAGTAIL_SIZE else None,
    )


def _p95(
    contenders: dict[str, Ask], queries: Sequence[tuple[str, ...]], *, rounds: int
) -> dict[str, float]:
    taken = interleave_questions(contenders, queries, rounds=rounds)
    return {name: percentile(times, 0.95) for name, times in taken.items()}


def _check_agreement(ours: Ask, peer: Ask, queries: Sequence[tuple[str, ...]]) -> None:
    """Refuse to compare contenders that do not find the same number of objects."""
    for query in queries:
        mine, other = ours(query), peer(query)
        if mine[0] != other[0]:  # type: ignore[index]
            raise SystemExit(f"{query}: ours finds {mine[0]}, the peer {other[0]}")  # type: ignore[index]


def _build_ours(folder: Path, samples: Sequence[object]) -> Ask:
    import tantivy

    from search.engine.port import EngineQuery, FacetQuery
    from search.engine.tantivy_reader import TantivyReader
    from search.engine.tantivy_writer import TantivyWriter

    place = folder / "index"
    place.mkdir()
    writer = TantivyWriter(place)
    for sample in samples:
        writer.add_new(_document(sample))
    writer.commit()
    writer.close()
    reader = TantivyReader(tantivy.Index.open(str(place)), "bench")
    facets = tuple(FacetQuery(name, size) for name, size in FACETS.items())

    def ask(query: tuple[str, ...]) -> tuple[int, int, int]:
        groups = tuple((lemma,) for lemma in query)
        found = reader.search(
            EngineQuery(groups=groups, needed=len(groups), limit=PAGE, facets=facets)
        )
        return found.total, len(found.hits), len(found.facets)

    return ask


def _document(sample: object) -> object:
    from bench.search_corpus import Sample
    from core.api import derived_uuid, sort_key
    from search.engine.port import IndexDocument

    if not isinstance(sample, Sample):
        raise TypeError(sample)
    uuid, topic = str(derived_uuid("bench", str(sample.number))), sample.topic
    return IndexDocument(
        uuid=uuid,
        revision=2,
        stamp=f"{uuid}:1:0",
        title_lemmas=sample.title_lemmas,
        topic_lemmas=(),
        text_lemmas=(*sample.title_lemmas, *sample.text_lemmas),
        words=(),
        prefixes=(),
        author_prefixes=(),
        kind=sample.kind,
        subjects=(topic.subject,),
        grades=(topic.grade,),
        nodes=(topic.subject, topic.section_uuid, topic.uuid),
        topics=(topic.section_uuid, topic.uuid),
        licence=sample.licence,
        authors=(),
        published=sample.number,
        title_sort=sort_key(sample.title),
        card={"title": sample.title},
        text=sample.text,
    )


def _build_fts5(folder: Path, samples: Sequence[object]) -> Ask:
    """The best that raw SQLite does: one pass over the matches into memory, then covering joins.

    Facet values are small integers, facet tables have no rowid and are clustered by object.
    """
    base = sqlite3.connect(folder / "fts5.sqlite3", isolation_level=None)
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824;"
        "CREATE VIRTUAL TABLE found USING fts5(title, text, content='', tokenize='unicode61');"
        "CREATE TABLE shown(id INTEGER PRIMARY KEY, title TEXT, text TEXT);"
        "CREATE TABLE single(id INTEGER PRIMARY KEY, kind INT, subject INT, grade INT,"
        "licence INT);"
        "CREATE TABLE topic(id INT, value INT, PRIMARY KEY(id, value)) WITHOUT ROWID;"
        "CREATE TEMP TABLE hit(id INTEGER PRIMARY KEY);"
    )
    _fill_fts5(base, samples)

    def ask(query: tuple[str, ...]) -> tuple[int, int, int]:
        match = " AND ".join(f'"{lemma}"' for lemma in query)
        base.execute("DELETE FROM hit")
        base.execute("INSERT INTO hit SELECT rowid FROM found WHERE found MATCH ?", (match,))
        total = base.execute("SELECT count(*) FROM hit").fetchone()[0]
        page = base.execute(
            "SELECT s.title, s.text FROM (SELECT rowid AS id FROM found WHERE found MATCH ? "
            f"AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank LIMIT {PAGE}) f JOIN shown s USING(id)",
            (match,),
        ).fetchall()
        counts = [_count_fts5(base, name, size) for name, size in FACETS.items()]
        return total, len(page), len(counts)

    return ask


def _count_fts5(base: sqlite3.Connection, name: str, size: int) -> list[tuple[int, int]]:
    table, column = ("topic", "value") if name == "topic" else ("single", name)
    return base.execute(
        f"SELECT {column}, count(*) AS n FROM hit CROSS JOIN {table} USING(id) "
        f"GROUP BY {column} ORDER BY n DESC LIMIT {size}"
    ).fetchall()


def _fill_fts5(base: sqlite3.Connection, samples: Sequence[object]) -> None:
    codes: dict[str, int] = {}
    base.execute("BEGIN")
    for s in samples:
        i, t = s.number + 1, s.topic  # type: ignore[attr-defined]
        title, text = " ".join(s.title_lemmas), " ".join(s.text_lemmas)  # type: ignore[attr-defined]
        base.execute("INSERT INTO found(rowid, title, text) VALUES(?,?,?)", (i, title, text))
        base.execute("INSERT INTO shown VALUES(?,?,?)", (i, s.title, s.text))  # type: ignore[attr-defined]
        values = [
            codes.setdefault(value, len(codes))
            for value in (s.kind, t.subject, t.grade, s.licence, t.section_uuid, t.uuid)  # type: ignore[attr-defined]
        ]
        base.execute("INSERT INTO single VALUES(?,?,?,?,?)", (i, *values[:4]))
        base.executemany("INSERT INTO topic VALUES(?,?)", [(i, value) for value in values[4:]])
    base.execute("COMMIT")
    base.execute("INSERT INTO found(found) VALUES('optimize')")
    base.execute("ANALYZE")


def _build_wagtail(samples: Sequence[object]) -> Ask:
    """Wagtail, as documented: ``search()`` for the page, ``count()``, ``facet()`` a field."""
    from django.core.management import call_command
    from django.db import connection
    from wagtail.search.backends import get_search_backend

    from bench.search_peer.models import PeerObject

    call_command("migrate", verbosity=0, run_syncdb=True)
    PeerObject.objects.bulk_create(
        [
            PeerObject(
                title=" ".join(s.title_lemmas),  # type: ignore[attr-defined]
                text=" ".join(s.text_lemmas),  # type: ignore[attr-defined]
                kind=s.kind,  # type: ignore[attr-defined]
                subject=s.topic.subject,  # type: ignore[attr-defined]
                grade=s.topic.grade,  # type: ignore[attr-defined]
                topic=s.topic.uuid,  # type: ignore[attr-defined]
                licence=s.licence,  # type: ignore[attr-defined]
            )
            for s in samples
        ],
        batch_size=500,
    )
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    backend = get_search_backend()

    def ask(query: tuple[str, ...]) -> tuple[int, int, int]:
        text = " ".join(query)
        page = list(backend.search(text, PeerObject, operator="and")[:PAGE])
        # Without ranking the total and the facets are many times quicker: that is its best.
        plain = backend.search(text, PeerObject, operator="and", order_by_relevance=False)
        total, counts = plain.count(), [plain.facet(name) for name in FACETS]
        return total, len(page), len(counts)

    return ask


if __name__ == "__main__":
    main()
