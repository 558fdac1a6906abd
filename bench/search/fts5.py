"""The best that raw SQLite FTS5 does: pre-lemmatised, covering facet tables, all in memory.

One pass over the matches into a temporary table, then covering joins. Facet values are small
integers; facet tables have no rowid and are clustered by object.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

from bench.search.assembling import make_documents
from bench.search.corpus import Question
from bench.search.ours import FACETS, PAGE
from core.api import fold_word
from search.engine.port import IndexDocument

NAME = f"SQLite {sqlite3.sqlite_version} FTS5, pre-lemmatised, covering facet tables"
FILE = "fts5.sqlite3"
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-1048576;"
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=4294967296;"
)
SCHEMA = """
CREATE VIRTUAL TABLE found USING fts5(title, topics, text, content='',
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE typed USING fts5(title, content='', prefix='2 3 4',
    tokenize='unicode61 remove_diacritics 0');
CREATE TABLE shown(id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE TABLE single(id INTEGER PRIMARY KEY, kind INT, subject INT, grade INT, licence INT);
CREATE TABLE topic(id INT, value INT, PRIMARY KEY(id, value)) WITHOUT ROWID;
CREATE TABLE node(value INT, id INT, PRIMARY KEY(value, id)) WITHOUT ROWID;
CREATE TABLE code(text TEXT PRIMARY KEY, value INT);
"""


def build(folder: Path, size: int) -> int:
    """Index ``size`` objects into a file of their own."""
    base = sqlite3.connect(folder / FILE, isolation_level=None)
    base.executescript(PRAGMAS + SCHEMA)
    codes: dict[str, int] = {}
    base.execute("BEGIN")
    for number, document in enumerate(make_documents(size), 1):
        _insert(base, number, document, codes)
    base.executemany("INSERT INTO code VALUES(?,?)", codes.items())
    base.execute("COMMIT")
    base.execute("INSERT INTO found(found) VALUES('optimize')")
    base.execute("INSERT INTO typed(typed) VALUES('optimize')")
    base.execute("ANALYZE")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    return (folder / FILE).stat().st_size


def _insert(
    base: sqlite3.Connection, number: int, document: IndexDocument, codes: dict[str, int]
) -> None:
    words = (document.title_lemmas, document.topic_lemmas, document.text_lemmas)
    base.execute(
        "INSERT INTO found(rowid, title, topics, text) VALUES(?,?,?,?)",
        (number, *(" ".join(part) for part in words)),
    )
    base.execute("INSERT INTO typed(rowid, title) VALUES(?,?)", (number, document.card["title"]))
    base.execute("INSERT INTO shown VALUES(?,?,?)", (number, document.card["title"], document.text))

    def code(text: str) -> int:
        return codes.setdefault(text, len(codes))

    grade, subject = document.grades[:1] or ("",), document.subjects[:1] or ("",)
    single = (document.kind, subject[0], grade[0], document.licence)
    base.execute("INSERT INTO single VALUES(?,?,?,?,?)", (number, *map(code, single)))
    base.executemany(
        "INSERT INTO topic VALUES(?,?)", [(number, code(uuid)) for uuid in document.topics]
    )
    base.executemany(
        "INSERT INTO node VALUES(?,?)", [(code(uuid), number) for uuid in document.nodes]
    )


class Fts5:
    """Asks the file."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / FILE, isolation_level=None)
        self._base.executescript(PRAGMAS + "CREATE TEMP TABLE hit(id INTEGER PRIMARY KEY);")
        self._codes = dict(self._base.execute("SELECT text, value FROM code"))

    def ask(self, question: Question) -> int:
        """Return the total of the query alone."""
        match = _match(question)
        total = self._base.execute(
            "SELECT count(*) FROM found WHERE found MATCH ?", (match,)
        ).fetchone()[0]
        self._best(match)
        return int(total)

    def ask_with_facets(self, question: Question) -> int:
        """Return the total of the query with five facets."""
        match = _match(question)
        self._keep("SELECT rowid FROM found WHERE found MATCH ?", match)
        self._best(match)
        return self._count()

    def browse(self, node: UUID) -> int:
        """Return the total of a subtree, with the newest twenty and five facets."""
        value = self._codes.get(str(node), -1)
        self._keep("SELECT id FROM node WHERE value = ?", value)
        self._base.execute(
            f"SELECT s.title, s.text FROM (SELECT id FROM hit ORDER BY id DESC LIMIT {PAGE})"
            " JOIN shown s USING(id)"
        ).fetchall()
        return self._count()

    def complete(self, typed: str) -> int:
        """Return how many titles it offers for what is being typed."""
        *words, last = [fold_word(word) for word in typed.split()]
        match = " AND ".join([*(f'"{word}"' for word in words), f'"{last}"*'])
        rows = self._base.execute(
            "SELECT s.title FROM (SELECT rowid AS id FROM typed WHERE typed MATCH ?"
            " ORDER BY rank LIMIT 8) JOIN shown s USING(id)",
            (match,),
        )
        return len(rows.fetchall())

    def _keep(self, select: str, value: str | int) -> None:
        self._base.execute("DELETE FROM hit")
        self._base.execute(f"INSERT INTO hit {select}", (value,))

    def _best(self, match: str) -> None:
        self._base.execute(
            "SELECT s.title, s.text FROM (SELECT rowid AS id FROM found WHERE found MATCH ?"
            f" AND rank MATCH 'bm25(4.0, 2.0, 1.0)' ORDER BY rank LIMIT {PAGE}) f"
            " JOIN shown s USING(id)",
            (match,),
        ).fetchall()

    def _count(self) -> int:
        for name, size in FACETS.items():
            table, column = ("topic", "value") if name == "topic" else ("single", name)
            self._base.execute(
                f"SELECT {column}, count(*) AS n FROM hit CROSS JOIN {table} USING(id)"
                f" GROUP BY {column} ORDER BY n DESC LIMIT {size}"
            ).fetchall()
        return int(self._base.execute("SELECT count(*) FROM hit").fetchone()[0])


def _match(question: Question) -> str:
    groups = (" OR ".join(f'"{lemma}"' for lemma in group) for group in question.groups)
    return "text : (" + " AND ".join(f"({group})" for group in groups) + ")"
