"""Alive, ready, degraded: what a balancer is told, and what a stranger is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from cms.operations import probes
from core.api import emit
from core.api import now as clock
from search.api import rebuild

TOKEN = {"Authorization": "Bearer sesame"}


@pytest.fixture(autouse=True)
def _look_anew(settings, tmp_path):
    settings.METRICS_TOKEN = "sesame"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    probes.forget_readiness()
    yield
    probes.forget_readiness()


def broken(*args, **kwargs):
    raise OSError("the plug is out")


def test_alive_asks_nobody_and_needs_no_name_of_the_site(client):
    """Without the database's mark, a question to the database would fail here."""
    answer = client.get("/healthz/", headers={"Host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz/").status_code == 405


@pytest.mark.django_db
def test_ready_tells_strangers_one_word_and_insiders_the_parts(client):
    rebuild(now=clock())
    stranger = client.get("/readyz/", headers={"Host": "10.0.0.7:8000"})
    assert (stranger.status_code, stranger.json()) == (200, {"status": "ready"})
    insider = client.get("/readyz/", headers=TOKEN)
    assert insider.json()["parts"] == dict.fromkeys(probes.PROBES, "ok")


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["search", "storage", "outbox"])
def test_without_a_part_that_most_pages_can_spare_it_is_degraded(client, monkeypatch, wrong):
    rebuild(now=clock())
    if wrong == "search":
        monkeypatch.setattr(probes, "search", broken)
        monkeypatch.setitem(probes.PROBES, "search", probes.probe_search)
    elif wrong == "storage":
        monkeypatch.setattr(default_storage, "exists", broken)
    else:
        with transaction.atomic():
            late = clock() - timedelta(hours=1)
            emit(topic="learning_object.published", key="x", now=late)
    answer = client.get("/readyz/", headers=TOKEN)
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    parts = answer.json()["parts"]
    assert [name for name, state in parts.items() if state != "ok"] == [wrong]
    assert "plug" not in str(client.get("/readyz/").content)


@pytest.mark.django_db
def test_without_database_or_cache_nobody_is_sent_here(client, monkeypatch):
    monkeypatch.setattr(caches["default"], "get", lambda *args: None)
    answer = client.get("/readyz/", headers=TOKEN)
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert answer.json()["parts"]["cache"] == "the shared cache forgets"

    def no_cursor(*args, **kwargs):
        raise DatabaseError("secret address of the database")

    probes.forget_readiness()
    monkeypatch.setattr(connection, "cursor", no_cursor)
    answer = client.get("/readyz/")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})


@pytest.mark.django_db
def test_a_crowd_of_callers_is_one_probe(client, monkeypatch, django_assert_num_queries):
    rebuild(now=clock())
    client.get("/readyz/")
    with django_assert_num_queries(0):
        assert client.get("/readyz/").json() == {"status": "ready"}
