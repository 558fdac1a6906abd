"""A cluster that is not there at all: nobody hangs, everybody is told."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from core.api import now
from search.api import rebuild, search, suggest_queries, verify
from search.data import SearchRequest
from search.engine import chosen
from search.errors import EngineAwayError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["opensearch", "elasticsearch"])
def _nobody_listens(settings, request: pytest.FixtureRequest) -> Iterator[None]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # bound and not listening: connecting is refused
        settings.SEARCH_ENGINE = request.param
        settings.SEARCH_URL = [f"http://127.0.0.1:{probe.getsockname()[1]}"]
        yield
    chosen._engine.cache_clear()


def test_everything_says_that_the_engine_is_away() -> None:
    for question in (
        lambda: search(SearchRequest("дроби")),
        lambda: suggest_queries("дро"),
        verify,
        lambda: rebuild(now=now()),
    ):
        with pytest.raises(EngineAwayError):
            question()


def test_the_site_goes_on(client: Client) -> None:
    page = client.get("/search/?q=дроби")
    assert page.status_code == 200
    assert "Поиск не отвечает" in page.content.decode()
    assert client.get("/search/suggest/?q=дро").json() == {"items": []}
    assert client.get("/api/v1/search/?q=дроби").status_code == 503
    assert client.get("/api/v1/search/suggest/?q=дроби").status_code == 503


def test_after_a_failure_nobody_asks_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = chosen.current_engine()
    with pytest.raises(EngineAwayError):
        engine.open_reader()
    monkeypatch.setattr(engine.wire, "ask", lambda *_a, **_k: pytest.fail("asked again"))
    started = time.monotonic()
    for _n in range(100):
        with pytest.raises(EngineAwayError):
            engine.open_reader()
    assert time.monotonic() - started < 1.0


def test_commands_tell_it_in_words() -> None:
    with pytest.raises(CommandError, match="does not answer"):
        call_command("search_rebuild")
    with pytest.raises(CommandError, match="no index to compare"):
        call_command("search_verify")
