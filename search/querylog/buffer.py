"""Counters in the memory of one process, until they are written together."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from uuid import UUID

from django.db import models

from search.models import ChosenDay, QueryDay, SearchDay

# Different questions of one process between two writings; what comes beyond is counted only.
MOST_WAITING = 5_000
# Who asked what today, as far as this process remembers: hashes under a key that dies with it.
MOST_SEEN = 200_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted as one: folded words, the canonical filters, the subject it is about."""

    digest: str
    text: str
    filters: str
    subject: UUID | None = None


@dataclass
class Batch:
    """Rows that were never saved: they hold what has to be added to the rows of the tables."""

    days: dict[date, SearchDay] = field(default_factory=dict)
    queries: dict[tuple[date, str], QueryDay] = field(default_factory=dict)
    chosen: dict[tuple[date, UUID], ChosenDay] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.days)

    def of_day(self, day: date) -> SearchDay:
        """Return the counters of a whole day."""
        return self.days.setdefault(day, SearchDay(day=day))

    def of_query(self, question: Question, day: date) -> QueryDay | None:
        """Return the counters of a question, ``None`` when too many wait already."""
        key = (day, question.digest)
        if key not in self.queries and len(self.queries) >= MOST_WAITING:
            return None
        row = self.queries.setdefault(
            key,
            QueryDay(
                day=day,
                digest=question.digest,
                text=question.text,
                filters=question.filters,
                subject_uuid=question.subject,
            ),
        )
        row.subject_uuid = row.subject_uuid or question.subject
        return row

    def of_object(self, uuid: UUID, day: date) -> ChosenDay:
        """Return the counters of an object that is opened."""
        return self.chosen.setdefault((day, uuid), ChosenDay(day=day, object_uuid=uuid))

    def add(self, other: Batch) -> None:
        """Take the numbers of ``other`` back, after it could not be written."""
        for mine, theirs in (
            (self.days, other.days),
            (self.queries, other.queries),
            (self.chosen, other.chosen),
        ):
            _add_rows(mine, theirs)


def _add_rows(mine: dict, theirs: dict) -> None:  # type: ignore[type-arg]
    for key, row in theirs.items():
        known = mine.setdefault(key, row)
        if known is row:
            continue
        for name in counters_of(type(row)):
            setattr(known, name, getattr(known, name) + getattr(row, name))


def counters_of(model: type[models.Model]) -> list[str]:
    """Return the names of the columns that count."""
    return [
        item.attname
        for item in model._meta.concrete_fields
        if isinstance(item, models.PositiveIntegerField)
    ]


class Buffer:
    """The counters of this process; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._batch = Batch()
        self._seen: set[bytes] = set()
        self._seen_on: date | None = None
        self._key = b""

    def note_search(
        self, question: Question | None, *, day: date, asker: str, outcome: dict[str, bool]
    ) -> int:
        """Count a search; ``question`` is ``None`` when its words must not be kept.

        ``outcome`` says ``empty``, ``relaxed``, ``corrected``. Returns how many questions wait.
        """
        with self._lock:
            whole = self._batch.of_day(day)
            whole.searches += 1
            whole.empty += outcome["empty"]
            whole.corrected += outcome["corrected"]
            row = self._batch.of_query(question, day) if question else None
            if row is None:
                whole.unkept += 1
                return len(self._batch.queries)
            row.searches += 1
            row.askers += self._is_new(row.digest, asker, day)
            for name, happened in outcome.items():
                setattr(row, name, getattr(row, name) + happened)
            return len(self._batch.queries)

    def note_click(
        self, question: Question | None, *, day: date, object_uuid: UUID, place: int
    ) -> None:
        """Count that somebody opened what stood at ``place`` (from 1)."""
        with self._lock:
            self._batch.of_day(day).clicks += 1
            self._batch.of_object(object_uuid, day).clicks += 1
            row = self._batch.of_query(question, day) if question else None
            if row is not None:
                row.clicks += 1
                row.places += place

    def take(self) -> Batch:
        """Return what waits and begin anew."""
        with self._lock:
            batch, self._batch = self._batch, Batch()
        return batch

    def give_back(self, batch: Batch) -> None:
        """Keep for later what could not be written."""
        with self._lock:
            self._batch.add(batch)

    def _is_new(self, digest: str, asker: str, day: date) -> bool:
        """Say whether ``asker`` did not ask this today; when memory is full, that they did."""
        if day != self._seen_on:
            self._seen, self._seen_on, self._key = set(), day, secrets.token_bytes(32)
        mark = blake2b(f"{asker}\x1f{digest}".encode(), digest_size=12, key=self._key).digest()
        if mark in self._seen or len(self._seen) >= MOST_SEEN:
            return False
        self._seen.add(mark)
        return True
