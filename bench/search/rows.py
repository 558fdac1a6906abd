"""The database of a library of many objects: rows of objects, versions, ratings and use."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, models

from bench.search.corpus import FIRST, SEED, make_versions
from learning_objects.data import PUBLISHED, VersionView
from learning_objects.models import LearningObject, LearningObjectVersion, ReaderCount, UsageCount

BATCH = 5_000
# Of ten objects three are rated and five are used somewhere.
RATED, USED = 0.3, 0.5
INSTITUTE = UUID(int=7)

Row = tuple[Any, ...]


class Table:
    """Inserts rows as Django would write them, with only what differs worked out for each."""

    def __init__(self, prototype: models.Model, *differing: str) -> None:
        fields = type(prototype)._meta.concrete_fields
        self._base = {
            field.column: field.get_db_prep_save(getattr(prototype, field.attname), connection)
            for field in fields
        }
        self._differing = differing
        self._rest = [column for column in self._base if column not in differing]
        columns = [*differing, *self._rest]
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        self.statement = (
            f'INSERT INTO "{type(prototype)._meta.db_table}" ({names}) VALUES ({marks})'
        )
        self._tail = tuple(self._base[column] for column in self._rest)

    def row(self, *values: Any) -> Row:
        """Return a whole row: ``values`` stand for the differing columns."""
        return (*values, *self._tail)


class Rows:
    """Makes the rows of a version; ids are the object's number and one."""

    def __init__(self) -> None:
        self.objects = Table(
            LearningObject(state=PUBLISHED, created_at=FIRST, language="ru", length_minutes=45),
            *("id", "uuid", "kind", "changed_at", "current_version_id", "title", "summary"),
            "licence",
        )
        self.versions = Table(
            LearningObjectVersion(
                number=1,
                revision_id_published=0,
                language="ru",
                length_minutes=45,
                tags=[],
                institute_uuid=INSTITUTE,
                institute_title="",
                moderator_uuid=INSTITUTE,
            ),
            *("id", "learning_object_id", "digest", "kind", "title", "summary", "licence"),
            *("content", "authors", "text", "decision_uuid", "published_at"),
        )
        self.ratings = Table(ReaderCount(), "id", "learning_object_id", "four", "five", "score")
        self.uses = Table(UsageCount(code="lesson"), "id", "object_uuid", "number")

    def write(self, base: Any, versions: Iterable[tuple[int, VersionView]]) -> None:
        """Insert all rows of ``versions`` (number, version)."""
        objects, rows, ratings, uses = [], [], [], []
        for number, version in versions:
            objects.append(self._object(number, version))
            rows.append(self._version(number, version))
            dice = random.Random(SEED - number)
            if dice.random() < RATED:
                stars = dice.randint(1, 40)
                ratings.append(
                    self.ratings.row(number + 1, number + 1, stars, stars, 3.0 + stars / 40)
                )
            if dice.random() < USED:
                uuid = version.object_uuid.hex
                uses.append(self.uses.row(number + 1, uuid, int(dice.paretovariate(0.8)) % 2000))
        base.executemany(self.objects.statement, objects)
        base.executemany(self.versions.statement, rows)
        base.executemany(self.ratings.statement, ratings)
        base.executemany(self.uses.statement, uses)

    def _object(self, number: int, version: VersionView) -> Row:
        return self.objects.row(
            number + 1,
            version.object_uuid.hex,
            version.kind,
            str(version.published_at)[:19],
            number + 1,
            version.title,
            version.summary,
            version.licence,
        )

    def _version(self, number: int, version: VersionView) -> Row:
        topics = [
            {"node_uuid": str(ref.node_uuid), "relation": ref.relation} for ref in version.topics
        ]
        authors = [
            {"uuid": str(one.uuid), "name": one.name, "role": one.role} for one in version.authors
        ]
        return self.versions.row(
            number + 1,
            number + 1,
            version.digest,
            version.kind,
            version.title,
            version.summary,
            version.licence,
            json.dumps({"title": version.title, "topics": topics, "keywords": []}),
            json.dumps(authors),
            version.text,
            UUID(int=number + 1).hex,
            str(version.published_at)[:19],
        )


def fill_database(path: Path, size: int) -> None:
    """Write the rows of a library of ``size`` into the tables of ``path``."""
    rows = Rows()
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;"
        "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;"
    )
    for batch in _batches(enumerate(make_versions(size))):
        base.execute("BEGIN")
        rows.write(base, batch)
        base.execute("COMMIT")
    base.execute("ANALYZE")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def _batches(items: Iterator[tuple[int, VersionView]]) -> Iterator[list[tuple[int, VersionView]]]:
    while batch := list(islice(items, BATCH)):
        yield batch
