from __future__ import annotations

import json

import pytest

from assessment.api import list_items
from tests.factories.bank import make_bank_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
JSON = "application/json"


def test_an_item_is_listed_read_and_scored(client):
    made = make_bank_item()
    client.force_login(made.owner)
    page = client.get("/api/v1/items/?q=сила&interaction=single_choice").json()
    assert (page["count"], page["items"][0]["uuid"]) == (1, str(made.uuid))
    place = f"/api/v1/items/{made.uuid}/"
    whole = client.get(place).json()
    assert whole["content"]["parts"][0]["interaction"]["key"] == "b"
    assert [row["number"] for row in client.get(f"{place}versions/").json()] == [1]
    sent = {"answers": {"q1": "b"}}
    said = client.post(f"{place}score/", sent, content_type=JSON).json()
    assert (said["points"], said["is_final"]) == ("1", True)
    assert (said["parts"][0]["verdict"], said["parts"][0]["feedback"]) == ("right", ["Верно."])


def test_a_learner_reads_the_question_without_its_key(client):
    made = make_bank_item(shared=True)
    response = client.get(f"/api/v1/items/{made.uuid}/question/?seed=4")
    text = json.dumps(response.json(), ensure_ascii=False)
    assert "ньютон" in text
    for secret in ("key", "Верно", "единица работы", "Вспомните", "ньютонах", "учебнику"):
        assert secret not in text
    client.force_login(make_user())
    assert client.get(f"/api/v1/items/{made.uuid}/").status_code == 404
    assert client.get("/api/v1/items/").status_code == 403
    refused = client.post(f"/api/v1/items/{made.uuid}/score/", {"answers": {}}, content_type=JSON)
    assert refused.status_code == 404


def test_a_draft_is_nobody_elses(client):
    made = make_bank_item()
    assert client.get(f"/api/v1/items/{made.uuid}/question/").status_code == 404
    assert not list_items(make_user("author")).exists()


def test_who_asks_too_often_waits(client, monkeypatch):
    made = make_bank_item()
    client.force_login(made.owner)
    monkeypatch.setattr("assessment.rest.within_limit", lambda *_args, **_more: False)
    said = client.post(f"/api/v1/items/{made.uuid}/score/", {"answers": {}}, content_type=JSON)
    assert said.status_code == 429


def test_the_schema_describes_the_routes(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    mine = [path for path in paths if path.startswith("/api/v1/items/")]
    assert len(mine) == 5
    assert all(op.get("summary") for path in mine for op in paths[path].values())
