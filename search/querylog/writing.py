"""Writing the counters: by a thread of each process, never by a request.

Every ``SEARCH_LOG_SECONDS`` seconds, earlier when many questions wait, and when the process ends.
A database that is away loses nothing: the counters stay in memory. ``kill -9`` loses what was
counted since the last writing, half a minute of one process.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing.util
import threading
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError, connection, models, transaction

from search.models import ChosenDay, QueryDay, SearchDay
from search.querylog.buffer import Batch, Buffer, counters_of

logger = logging.getLogger(__name__)

# So many questions are written at once without waiting for the time.
MANY = 1_000
KEYS: dict[type[models.Model], tuple[str, ...]] = {
    SearchDay: ("day",),
    QueryDay: ("day", "digest"),
    ChosenDay: ("day", "object_uuid"),
}

buffer = Buffer()


def flush() -> int:
    """Write what waits in this process; returns how many rows that were, 0 when it must wait."""
    batch = buffer.take()
    if not batch:
        return 0
    try:
        return _write(batch)
    except DatabaseError as error:
        logger.warning("query log: not written (%s); it waits in memory", error)
        buffer.give_back(batch)
        return 0


@transaction.atomic
def _write(batch: Batch) -> int:
    groups = (batch.days.values(), batch.queries.values(), batch.chosen.values())
    return sum(_add_up(list(rows)) for rows in groups)


def _add_up(rows: list[models.Model]) -> int:
    """Add the counters of unsaved ``rows`` to the table, in the order of the keys (no deadlock)."""
    if not rows:
        return 0
    model = type(rows[0])
    keys = KEYS[model]
    rows.sort(key=lambda row: tuple(str(getattr(row, key)) for key in keys))
    fields = [item for item in model._meta.concrete_fields if not item.primary_key]
    values = [
        [item.get_db_prep_save(getattr(row, item.attname), connection) for item in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model, [str(item.column) for item in fields], keys), values)
    return len(rows)


def _statement(model: type[models.Model], columns: list[str], keys: Iterable[str]) -> str:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    counted = ", ".join(
        f"{quote(name)} = {table}.{quote(name)} + excluded.{quote(name)}"
        for name in counters_of(model)
    )
    # All names are those of our own models.
    return (
        f"INSERT INTO {table} ({', '.join(map(quote, columns))})"  # noqa: S608  # nosec B608
        f" VALUES ({', '.join(['%s'] * len(columns))})"
        f" ON CONFLICT ({', '.join(map(quote, keys))}) DO UPDATE SET {counted}"
    )


class Writer:
    """The thread of this process; it begins with the first search."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()

    def ensure(self, waiting: int) -> None:
        """Begin unless it runs already; wake it when much waits."""
        if not settings.SEARCH_LOG_SECONDS:
            return
        if waiting >= MANY:
            self._wake.set()
        if self._thread is None:
            with self._lock:
                if self._thread is None:
                    self._begin()

    def _begin(self) -> None:
        # Both: a worker that another Python started runs no ``atexit``, and the other way round.
        atexit.register(flush)
        multiprocessing.util.Finalize(None, flush, exitpriority=10)
        self._thread = threading.Thread(target=self._run, name="search-query-log", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            self._wake.wait(settings.SEARCH_LOG_SECONDS)
            self._wake.clear()
            try:
                flush()
            finally:
                connection.close()


writer = Writer()
