"""Three nodes, one of which dies while people publish and search: nothing lost, no error shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from core.api import pending
from search.actions import writing
from search.api import run_writer, search, verify
from search.data import SearchRequest
from search.engine.chosen import current_engine
from search.engine.cluster.engine import ClusterEngine
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.integration.search_cluster.test_away import wait_for
from tools.services.opensearch.cluster import OpenSearchCluster
from tools.services.opensearch.node import OpenSearchNode

pytestmark = [pytest.mark.scaled, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEFORE, MEANWHILE, AFTER = 4, 12, 4


@dataclass
class Reader:
    """Somebody who searches all the time and notes what went wrong."""

    stop: threading.Event = field(default_factory=threading.Event)
    asked: int = 0
    failures: list[str] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    seen: int = 0

    def run(self) -> None:
        """Search until told to stop; what was found once must stay found."""
        try:
            while not self.stop.is_set():
                self._ask()
        finally:
            connection.close()

    def _ask(self) -> None:
        try:
            # Never the same question twice: a kept answer would hide what the cluster does.
            total = search(SearchRequest("урок", page_size=1 + self.asked % 40)).total
        except Exception as error:
            self.failures.append(repr(error))
        else:
            if total < self.seen:
                self.lost.append(total)
            self.seen = max(self.seen, total)
        self.asked += 1
        self.stop.wait(0.02)


@pytest.fixture
def three(
    settings: Any, opensearch_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenSearchCluster]:
    monkeypatch.setattr(writing, "LONGEST_PAUSE_SECONDS", 1.0)
    with OpenSearchCluster(tmp_path / "three") as cluster:
        settings.SEARCH_ENGINE = "opensearch"
        settings.SEARCH_URL = cluster.addresses
        settings.SEARCH_PREFIX = "three"
        yield cluster


@pytest.fixture
def at_work(three: OpenSearchCluster) -> Iterator[Reader]:
    """A writer, and a reader who is told of nothing."""
    stop = threading.Event()

    def write() -> None:
        try:
            run_writer(stop=stop)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    publish_lessons(BEFORE)
    wait_for(lambda: found(BEFORE), 120)
    reader = Reader()
    watching = threading.Thread(target=reader.run)
    watching.start()
    yield reader
    for event, thread in ((reader.stop, watching), (stop, writer)):
        event.set()
        thread.join(90)
        assert not thread.is_alive()


def publish_lessons(number: int) -> None:
    for _each in range(number):
        publish(make_object(draft=make_draft("Урок о дробях")))


def found(number: int) -> bool:
    try:
        return search(SearchRequest("урок")).total == number
    except Exception:
        return False


def ask(path: str) -> Any:
    engine = current_engine()
    assert isinstance(engine, ClusterEngine)
    return engine.wire.ask("GET", path, seconds=70)


def node_of_the_primary(three: OpenSearchCluster) -> OpenSearchNode:
    """Return the node that takes the writes: losing it is the worst case."""
    shards = ask("/_cat/shards/three-g*?format=json&h=prirep,id,index")
    holder = next(row["id"] for row in shards if row["prirep"] == "p")
    http = ask("/_nodes/http")["nodes"][holder]["http"]["publish_address"]
    return next(node for node in three.nodes if node.address.endswith(http.rpartition(":")[2]))


def test_a_node_dies_while_people_publish_and_search(
    three: OpenSearchCluster, at_work: Reader
) -> None:
    ask("/_cluster/health?wait_for_status=green&timeout=60s")
    wait_for(lambda: at_work.asked > 5)
    publish_lessons(MEANWHILE // 2)
    node_of_the_primary(three).kill()
    publish_lessons(MEANWHILE - MEANWHILE // 2)
    wait_for(lambda: found(BEFORE + MEANWHILE), 120)
    publish_lessons(AFTER)
    wait_for(lambda: found(BEFORE + MEANWHILE + AFTER), 120)
    wait_for(lambda: not pending(consumer="search", limit=1))
    assert at_work.failures == []
    assert at_work.lost == []
    assert at_work.asked > 20
    assert verify().differences == ()
