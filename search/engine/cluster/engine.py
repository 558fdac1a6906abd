"""The engine on a cluster."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from search.engine.cluster.catalogue import Catalogue, Names, drop, make_new, read_catalogue, swap
from search.engine.cluster.lease import Lease
from search.engine.cluster.reader import ClusterReader
from search.engine.cluster.wire import RefusedError, Wire
from search.engine.cluster.writer import ClusterWriter
from search.errors import (
    EngineAwayError,
    IndexMissingError,
    IndexUnavailableError,
    WriterRunningError,
)

logger = logging.getLogger(__name__)

# How long a reader trusts that nothing has changed: a fifth of what publishing may take.
FRESH_SECONDS = 0.2
# After a failure nobody asks for so long: requests must not queue for a cluster that is away.
AWAY_SECONDS = 2.0
LOOK_SECONDS = 5.0
# A writer that stands by asks so often for the lease.
STAND_BY_SECONDS = 1.0
WRITER_LEASE_SECONDS = 15.0
REBUILD_LEASE_SECONDS = 120.0


class ClusterEngine:
    """Elasticsearch or OpenSearch; see :class:`search.engine.port.Engine`."""

    def __init__(self, wire: Wire, prefix: str) -> None:
        self.wire = wire
        self.names = Names(prefix)
        self.writing = Lease(wire, self.names.leases, "writer", seconds=WRITER_LEASE_SECONDS)
        self.rebuilding = Lease(wire, self.names.leases, "rebuild", seconds=REBUILD_LEASE_SECONDS)
        self._live = _LiveReader(wire, self.names.current)

    def open_reader(self) -> ClusterReader:
        """Return a reader that is at most ``FRESH_SECONDS`` old."""
        return self._live.reader()

    @contextmanager
    def hold_writer(self) -> Iterator[None]:
        """Give the lease back at the end; it is taken by ``leads``, as others may have it."""
        try:
            yield
        finally:
            self.writing.release()

    def open_session(self) -> ClusterSession:
        """Begin to write."""
        return ClusterSession(self)

    @contextmanager
    def build(self, now: datetime) -> Iterator[ClusterBuilding]:
        """Begin a new index that the writer fills, too, from now on."""
        with _refusal_as_away(), self._rebuild_lease():
            for index in read_catalogue(self.wire, self.names).leftovers:
                drop(self.wire, index)
            building = ClusterBuilding(self, make_new(self.wire, self.names, now))
            try:
                yield building
            except BaseException:
                with suppress(EngineAwayError, RefusedError):
                    drop(self.wire, building.index)
                raise

    @contextmanager
    def _rebuild_lease(self) -> Iterator[None]:
        if not self.rebuilding.take():
            raise WriterRunningError(f"the rebuild's lease is held by {self.rebuilding.holder}")
        try:
            yield
        finally:
            self.rebuilding.release()

    def keep_rebuilding(self) -> None:
        """Renew the leases in the course of a rebuild; raise when it was taken over."""
        if self.writing.is_held:
            self.writing.take()
        if not self.rebuilding.take():
            raise WriterRunningError(f"the rebuild was taken over by {self.rebuilding.holder}")


class ClusterSession:
    """The writer's side; late and repeated writes are harmless, so there is no lock."""

    damage: tuple[type[Exception], ...] = ()

    def __init__(self, engine: ClusterEngine) -> None:
        self._engine = engine
        self._writer = ClusterWriter(engine.wire)
        self._look_at = 0.0
        self._ask_at = 0.0

    def leads(self) -> bool:
        """Say whether this process has the lease on writing."""
        lease = self._engine.writing
        if not lease.is_held and time.monotonic() < self._ask_at:
            return False
        with _refusal_as_away():
            leads = lease.take()
        self._ask_at = time.monotonic() + STAND_BY_SECONDS
        return leads

    def writer(self) -> ClusterWriter:
        """Return the writer; an index that is missing is noticed within ``LOOK_SECONDS``."""
        if time.monotonic() >= self._look_at:
            if self._catalogue().current is None:
                raise IndexMissingError("the cluster has no index that this version reads")
            self._look_at = time.monotonic() + LOOK_SECONDS
        return self._writer

    @contextmanager
    def batch(self) -> Iterator[bool]:
        """Write to the index that is read and to the one that is being built.

        Whoever builds reads the database after the new index has got its alias. A change that
        was committed later comes to a batch that looks here after it, and so sees the alias.
        """
        found = self._catalogue()
        if found.current is None:
            self._look_at = 0.0
            yield False
            return
        targets = (found.current, found.building) if found.building else (found.current,)
        self._writer.begin(targets)
        with _refusal_as_away():
            yield True

    def note(self, uuids: list[str]) -> None:
        """Nothing: the index that is being built has got the changes already."""

    def close(self) -> None:
        """Forget what was not committed."""
        self._writer.begin(())
        self._look_at = 0.0

    def _catalogue(self) -> Catalogue:
        with _refusal_as_away():
            return read_catalogue(self._engine.wire, self._engine.names)


@contextmanager
def _refusal_as_away() -> Iterator[None]:
    """Treat a refusal as something that passes: whoever runs the cluster mends it, we go on."""
    try:
        yield
    except RefusedError as error:
        raise EngineAwayError(f"the cluster refuses: {error}") from error


class ClusterBuilding:
    """A new index beside the current one."""

    def __init__(self, engine: ClusterEngine, index: str) -> None:
        self.index = index
        self.writer = ClusterWriter(engine.wire, before_each=engine.keep_rebuilding)
        self.writer.begin((index,))
        self._engine = engine

    @contextmanager
    def finishing(self) -> Iterator[list[str]]:
        """Swap; there is nothing to be applied once more."""
        yield []
        self._engine.keep_rebuilding()
        swap(self._engine.wire, self._engine.names, self.index)


class _LiveReader:
    """Hands out a reader for as long as nothing changes; knows when the cluster is away."""

    def __init__(self, wire: Wire, alias: str) -> None:
        self._wire = wire
        self._alias = alias
        self._lock = threading.Lock()
        self._reader: ClusterReader | None = None
        self._look_at = 0.0
        self._failure = ""

    def reader(self) -> ClusterReader:
        """Return the reader; raise ``IndexUnavailableError`` while there is nothing to read."""
        reader = self._reader
        if time.monotonic() < self._look_at:
            if reader is None:
                raise EngineAwayError(self._failure)
            return reader
        # While one request looks after a failure, the others do not wait for what it finds.
        if not self._lock.acquire(blocking=not self._failure):
            raise EngineAwayError(self._failure)
        try:
            return self._look()
        finally:
            self._lock.release()

    def _look(self) -> ClusterReader:
        if self._reader is not None and time.monotonic() < self._look_at:
            return self._reader
        try:
            generation = self._generation()
        except EngineAwayError as error:
            self._give_up(error)
            raise
        if self._reader is None or self._reader.generation != generation:
            self._reader = ClusterReader(self._wire, self._alias, generation, self._give_up)
        self._failure, self._look_at = "", time.monotonic() + FRESH_SECONDS
        return self._reader

    def _give_up(self, error: EngineAwayError) -> None:
        """Ask nothing for a moment: the cluster is away."""
        self._failure = str(error)
        self._reader, self._look_at = None, time.monotonic() + AWAY_SECONDS

    def _generation(self) -> str:
        """Return what changes with every commit: the index, its last change, its refreshes."""
        try:
            answer = self._wire.ask(
                "GET", f"/{self._alias}/_stats/refresh", params={"level": "shards"}
            )
        except RefusedError as error:
            self._reader = None
            if error.status == 404:
                raise IndexMissingError("there is no index on the cluster yet") from error
            logger.error("search: the cluster refuses: %s", error)
            raise IndexUnavailableError(str(error)) from error
        for name, found in answer["indices"].items():
            # While the primary's node is lost, a replica answers searches, and this as well.
            copies = sorted(
                found["shards"].get("0", []), key=lambda copy: not copy["routing"]["primary"]
            )
            if copies:
                changes, refreshes = copies[0]["seq_no"], copies[0]["refresh"]
                return f"{name}:{changes['max_seq_no']}:{refreshes['external_total']}"
        raise EngineAwayError("the index is not ready")
