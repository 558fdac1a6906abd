"""What goes to a cluster in bulk, and what is made of its answers."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

import pytest

from search.documents import document_of
from search.engine.cluster.mapping import index_body
from search.engine.cluster.wire import RefusedError, _failure
from search.engine.cluster.writer import ClusterWriter, _look_at_failures
from search.engine.fields import NO_WORD, fields_of
from search.engine.port import Removal
from search.errors import EngineAwayError
from tests.factories.search import make_view

pytestmark = pytest.mark.django_db


class Notes:
    """A wire that writes down what it is asked and agrees."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, Any] | None = None,
        seconds: float = 1.0,
        content: str = "",
    ) -> Any:
        self.asked.append((method, path, body))
        return {"errors": False, "items": []}


def actions(body: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in body.splitlines()]
    return [line for line in lines if len(line) == 1]


def test_both_indices_get_the_change_and_the_first_is_shown() -> None:
    wire = Notes()
    writer = ClusterWriter(wire)
    writer.begin(("current", "building"))
    document = document_of(make_view(number=3))
    writer.put(document)
    writer.remove(Removal("u", 7))
    writer.commit()
    (_bulk, path, body), refresh = wire.asked
    assert path == "/_bulk"
    assert refresh[:2] == ("POST", "/current/_refresh")
    put = {"_id": document.uuid, "version": 6, "version_type": "external_gte"}
    gone = {"_id": "u", "version": 7, "version_type": "external_gte"}
    assert actions(body) == [
        {"index": {"_index": "current", **put}},
        {"index": {"_index": "building", **put}},
        {"delete": {"_index": "current", **gone}},
        {"delete": {"_index": "building", **gone}},
    ]


def test_a_rebuild_never_overwrites_and_what_is_unknown_has_no_revision() -> None:
    wire = Notes()
    writer = ClusterWriter(wire)
    writer.begin(("fresh",))
    writer.add_new(document_of(make_view()))
    writer.remove(Removal("u"))
    writer.commit()
    added, removed = actions(wire.asked[0][2])
    assert added["index"]["version_type"] == "external"
    assert removed == {"delete": {"_index": "fresh", "_id": "u"}}


def test_a_failed_batch_is_forgotten() -> None:
    wire = Notes()
    writer = ClusterWriter(wire)
    writer.begin(("current",))
    writer.put(document_of(make_view()))
    writer.begin(("current",))
    writer.commit()
    assert [path for _method, path, _body in wire.asked] == ["/current/_refresh"]


def item(status: int, kind: str = "some_exception") -> dict[str, dict[str, Any]]:
    error = {"type": kind, "reason": "because"}
    return {"index": {"_index": "i", "_id": "u", "status": status, "error": error}}


def test_conflicts_are_fine_and_what_passes_is_tried_again() -> None:
    _look_at_failures([item(409), {"delete": {"_id": "u", "status": 404}}])
    for status in (404, 429, 503):
        with pytest.raises(EngineAwayError, match="because"):
            _look_at_failures([item(409), item(status)])


def test_a_refused_document_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        _look_at_failures([item(400, "mapper_parsing_exception")])
    assert "refuses u" in caplog.text


@pytest.mark.parametrize("status", [0, 429, 502, 503, 504])
def test_what_passes_is_no_refusal(status: int) -> None:
    assert isinstance(_failure(status, "x"), EngineAwayError)


def test_a_refusal_keeps_its_status() -> None:
    failure = _failure(403, "x")
    assert isinstance(failure, RefusedError)
    assert failure.status == 403


def test_the_mapping_is_strict_and_has_every_field() -> None:
    mapping = index_body()["mappings"]
    fields = fields_of(document_of(make_view()))
    assert mapping["dynamic"] == "strict"
    assert set(mapping["properties"]) == {*fields, "stored"}


def test_every_document_has_every_analysed_field_and_an_order_of_its_own() -> None:
    one, two = (document_of(make_view("…", published_at=make_view().published_at)) for _n in "ab")
    assert fields_of(one)["title"] == NO_WORD
    assert fields_of(one)["newest"] != fields_of(two)["newest"]
    assert fields_of(one)["title_sort"] != fields_of(two)["title_sort"]
