"""Whether the parts that the library stands on answer."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection

from core.api import now, outbox_lag
from search.api import search
from search.data import SearchRequest

logger = logging.getLogger(__name__)

READY, DEGRADED, NOT_READY = "ready", "degraded", "not ready"
KEPT_SECONDS = 2.0
# Without these no page can be shown. Without the others most pages can: to take every machine out
# of service because the search cluster is away would turn a small trouble into a great one.
NEEDED = frozenset({"database", "cache"})


class NoAnswer(Exception):
    """A part answers, but not as it should."""


class Readiness(NamedTuple):
    """The state of the whole, and of each part: ``ok`` or the name of what went wrong."""

    state: str
    parts: Mapping[str, str]


def probe_database() -> None:
    """Ask the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def probe_cache() -> None:
    """Write into the shared cache and read it again."""
    key, value = f"probe-{secrets.token_hex(4)}", secrets.token_hex(4)
    caches["default"].set(key, value, 10)
    if caches["default"].get(key) != value:
        raise NoAnswer("the shared cache forgets")


def probe_search() -> None:
    """Ask the search index a question."""
    search(SearchRequest(text="", page_size=1))


def probe_storage() -> None:
    """Ask the storage of files for one that nobody keeps there."""
    default_storage.exists("probe")


def probe_outbox() -> None:
    """Look at how long the consumers of the outbox have not worked."""
    late = [lag.consumer for lag in outbox_lag(now=now()) if lag.seconds > settings.MAX_LAG_SECONDS]
    if late:
        raise NoAnswer(f"{', '.join(late)} more than {settings.MAX_LAG_SECONDS} s behind")


PROBES: dict[str, Callable[[], None]] = {
    "database": probe_database,
    "cache": probe_cache,
    "search": probe_search,
    "storage": probe_storage,
    "outbox": probe_outbox,
}


class _Kept:
    """The last answer of this process: a crowd of callers must not become a crowd of probes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.until = 0.0
        self.readiness = Readiness(NOT_READY, {})


_kept = _Kept()


def readiness() -> Readiness:
    """Return whether the parts answer; at most :data:`KEPT_SECONDS` old."""
    with _kept.lock:
        if time.monotonic() >= _kept.until:
            _kept.readiness = _look()
            _kept.until = time.monotonic() + KEPT_SECONDS
        return _kept.readiness


def forget_readiness() -> None:
    """Look anew next time."""
    _kept.until = 0.0


def _look() -> Readiness:
    parts = {name: _answer(name, probe) for name, probe in PROBES.items()}
    wrong = {name for name, answer in parts.items() if answer != "ok"}
    state = NOT_READY if wrong & NEEDED else DEGRADED if wrong else READY
    return Readiness(state, parts)


def _answer(name: str, probe: Callable[[], None]) -> str:
    """Return ``ok`` or what went wrong; whatever a library raises is an answer here."""
    try:
        probe()
    except NoAnswer as error:
        return str(error)
    except Exception as error:
        logger.warning("%s does not answer: %s", name, error)
        return type(error).__name__
    return "ok"
