"""The writer: the one process that changes the index, fed by the outbox."""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager

from django.db import OperationalError, connection

from core.api import acknowledge, now, pending
from framework.api import forget_tree
from search.actions.applying import apply_changes, read_changes
from search.actions.rebuilding import rebuild
from search.actions.renewing import Renewal
from search.documents import uuid_of_key
from search.engine.chosen import current_engine
from search.engine.port import EngineWriter
from search.errors import EngineAwayError, IndexMissingError, WriterRunningError
from search.registration import CONSUMER, FRAMEWORK_TOPICS

logger = logging.getLogger(__name__)


BATCH = 500
POLL_SECONDS = 0.1
# After a failure of the database or the engine: long enough not to press it, short enough not to
# be noticed. An engine that stays away is asked less and less often.
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 8.0


class IndexSession:
    """The writer's hold on the index: builds it anew when it is missing or damaged."""

    def __init__(self, *, beside: bool = False) -> None:
        """With ``beside``, what the framework asks for is built beside the writer's work."""
        self._held = current_engine().open_session()
        self._renewal = Renewal(self._build_beside) if beside else None

    @property
    def damage(self) -> tuple[type[Exception], ...]:
        """Exceptions that mean that the index has to be built anew."""
        return self._held.damage

    def leads(self) -> bool:
        """Say whether this process is the one that writes; others stand by."""
        return self._held.leads()

    def writer(self) -> EngineWriter:
        """Return the writer of the current index, building one when there is none."""
        try:
            return self._held.writer()
        except IndexMissingError as error:
            self._rebuild(str(error))
            return self._held.writer()

    def batch(self) -> AbstractContextManager[bool]:
        """Hold the index for one batch; ``False`` if it was swapped meanwhile."""
        return self._held.batch()

    def note(self, uuids: list[str]) -> None:
        """Remember what was committed for a rebuild that runs."""
        self._held.note(uuids)

    def _rebuild(self, why: str) -> None:
        logger.warning("search index: %s; building it anew", why)
        self.close()
        number = rebuild(now=now())
        logger.info("search index: built, %d objects", number)

    def mend(self, error: Exception) -> None:
        """Build the index anew after its files failed."""
        self._rebuild(f"its files failed ({error})")

    def is_news(self, items: list[int]) -> bool:
        """Say whether changes of the framework came that no rebuild has begun for."""
        return bool(items) and (self._renewal is None or self._renewal.begins(items))

    def renew(self, items: list[int]) -> list[int]:
        """Build the index anew after the framework changed; return the items that this settles.

        None while another rebuild runs: that one may have read the framework as it was before.
        """
        try:
            if self._renewal is not None:
                return self._renewal.done_for(items)
            self._rebuild("the framework has changed")
        except WriterRunningError:
            return []
        return items

    def _build_beside(self) -> None:
        logger.info("search index: the framework has changed; building beside")
        number = rebuild(now=now())
        logger.info("search index: built, %d objects", number)

    def close(self) -> None:
        """Release the writer, if one is open."""
        self._held.close()


def run_writer(*, stop: threading.Event, poll_seconds: float = POLL_SECONDS) -> None:
    """Apply the outbox until ``stop`` is set.

    Raises ``WriterRunningError`` at once when another writer runs on this machine; one on another
    machine is waited for. A batch is acknowledged only after the index is durable, so dying at any
    moment only repeats work.
    """
    with current_engine().hold_writer():
        session, patience = IndexSession(beside=True), _Patience(stop)
        try:
            while not stop.is_set():
                if not _step_safely(session, patience):
                    stop.wait(poll_seconds)
        finally:
            session.close()


class _Patience:
    """Waits longer after every failure in a row."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._pause = PAUSE_SECONDS

    def rest(self) -> None:
        """Wait after a failure."""
        self._stop.wait(self._pause)
        self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)

    def recover(self) -> None:
        """Begin with the shortest pause at the next failure."""
        self._pause = PAUSE_SECONDS


def _step_safely(session: IndexSession, patience: _Patience) -> int:
    try:
        done = apply_pending(session=session) if session.leads() else 0
    except OperationalError as error:
        logger.warning("search writer: the database failed (%s); trying again", error)
        connection.close()
    except EngineAwayError as error:
        logger.warning("search writer: the engine is away (%s); trying again", error)
    except WriterRunningError as error:
        logger.info("search writer: another rebuild runs (%s); waiting for it", error)
    else:
        patience.recover()
        return done
    patience.rest()
    return 0


def apply_pending(*, session: IndexSession) -> int:
    """Apply one batch of the outbox; return how many items were done."""
    items = pending(consumer=CONSUMER, limit=BATCH)
    framework = [item.pk for item in items if item.topic in FRAMEWORK_TOPICS]
    if session.is_news(framework):
        forget_tree()  # it was another process that changed it
    objects = {item.pk: item.key for item in items if item.topic not in FRAMEWORK_TOPICS}
    return _apply_objects(session, objects) + _apply_framework(session, framework)


def _apply_framework(session: IndexSession, ids: list[int]) -> int:
    """Build the index anew, once for all the items; while another rebuild runs they wait."""
    done = session.renew(ids) if ids else []
    return acknowledge(ids=done) if done else 0


def _apply_objects(session: IndexSession, items: dict[int, str]) -> int:
    """Bring the objects named by ``items`` (item → its key) in line with the database."""
    writer = session.writer()
    if not items:
        return 0
    damage: Exception | None = None
    with session.batch() as current:
        if not current:
            return len(items)  # swapped while waiting for it: the next step applies them
        changes = read_changes(
            uuid for key in items.values() if (uuid := uuid_of_key(key)) is not None
        )
        try:
            apply_changes(writer=writer, changes=changes.values())
        except session.damage as error:
            damage = error
        else:
            session.note([str(uuid) for uuid in changes])
            acknowledge(ids=items)
    if damage is not None:
        session.mend(damage)
    return len(items)
