"""Writing to indices on a cluster, in bulk."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from search.engine.cluster.wire import LINES, WRITE_SECONDS, Wire
from search.engine.fields import fields_of, stored_of
from search.engine.port import IndexDocument, Removal
from search.errors import EngineAwayError

logger = logging.getLogger(__name__)

MOST_BYTES = 4_000_000
MOST_LINES = 2_000

# An equal revision is written again: its document may have changed with the framework. An older
# one never overwrites, nor brings back what was deleted.
NOT_OLDER = "external_gte"
ONLY_NEWER = "external"
_CONFLICT = 409
_LATER = frozenset({404, 429, 502, 503, 504})


class ClusterWriter:
    """Writes to ``targets`` (names of indices); see :class:`search.engine.port.EngineWriter`.

    The first target is the one whose changes have to be visible after a commit. ``before_each``
    is called before every bulk request.
    """

    def __init__(self, wire: Wire, before_each: Callable[[], None] = lambda: None) -> None:
        self.targets: tuple[str, ...] = ()
        self._wire = wire
        self._before_each = before_each
        self._lines: list[str] = []
        self._bytes = 0

    def begin(self, targets: tuple[str, ...]) -> None:
        """Forget what was not committed; from now on write to ``targets``."""
        self.targets = targets
        self._lines, self._bytes = [], 0

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document, unless a newer revision is there."""
        self._index(document, NOT_OLDER)

    def add_new(self, document: IndexDocument) -> None:
        """Add a document unless the same or a newer revision, or its deletion, is there."""
        self._index(document, ONLY_NEWER)

    def remove(self, removal: Removal) -> None:
        """Remove a document, unless a newer revision is there."""
        for target in self.targets:
            address: dict[str, Any] = {"_index": target, "_id": removal.uuid}
            if removal.revision is not None:
                address |= {"version": removal.revision, "version_type": NOT_OLDER}
            self._add(_line({"delete": address}))
        self._flush_when_large()

    def commit(self) -> None:
        """Write all that is left (each request is on disk when it is answered) and show it."""
        self._flush()
        if self.targets:
            self._wire.ask("POST", f"/{self.targets[0]}/_refresh", seconds=WRITE_SECONDS)

    def _index(self, document: IndexDocument, condition: str) -> None:
        source = _line({**fields_of(document), "stored": stored_of(document)})
        for target in self.targets:
            address = {
                "_index": target,
                "_id": document.uuid,
                "version": document.revision,
                "version_type": condition,
            }
            self._add(_line({"index": address}), source)
        self._flush_when_large()

    def _add(self, *lines: str) -> None:
        self._lines.extend(lines)
        self._bytes += sum(len(line) for line in lines)

    def _flush_when_large(self) -> None:
        if self._bytes > MOST_BYTES or len(self._lines) > MOST_LINES:
            self._flush()

    def _flush(self) -> None:
        if not self._lines:
            return
        self._before_each()
        body = "".join(self._lines)
        answer = self._wire.ask("POST", "/_bulk", body, content=LINES, seconds=WRITE_SECONDS)
        self._lines, self._bytes = [], 0
        if answer["errors"]:
            _look_at_failures(answer["items"])


def _look_at_failures(items: list[dict[str, dict[str, Any]]]) -> None:
    """Raise ``EngineAwayError`` if some items have to be sent again.

    A conflict means that something newer is there. A document that the cluster refuses for good
    is logged and left out, and ``search_verify`` names it: it must not stop all others.
    """
    for item in (found for wrapped in items for found in wrapped.values()):
        error = item.get("error")
        if error is None or item["status"] == _CONFLICT:
            continue
        if item["status"] in _LATER:
            raise EngineAwayError(f"{item['_index']}: {error['type']}: {error['reason']}")
        logger.error("search: the cluster refuses %s: %s", item["_id"], error)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
