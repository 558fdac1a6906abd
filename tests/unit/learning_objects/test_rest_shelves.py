from __future__ import annotations

from uuid import uuid4

import pytest

from tests.factories.people import make_user
from tests.factories.shelves import (
    items_on,
    make_draft_selection,
    make_material,
    make_own_shelf,
    make_published_selection,
    share,
    titles_on,
)

pytestmark = pytest.mark.django_db
JSON = "application/json"


def test_a_shelf_is_made_filled_read_and_emptied(client):
    owner = make_user()
    client.force_login(owner)
    made = client.post("/api/v1/shelves/", {"title": "Химия"}, content_type=JSON).json()
    place = f"/api/v1/shelves/{made['uuid']}/"
    wanted = {"object_uuid": str(make_material("Опыт")), "note": "для 8 А"}
    for changed in (True, False):
        said = client.post(f"{place}items/", wanted, content_type=JSON)
        assert said.json() == {"changed": changed}
    (item,) = client.get(place).json()["items"]
    assert (item["title"], item["note"], item["standing"]) == ("Опыт", "для 8 А", "current")
    titles = [line["title"] for line in client.get("/api/v1/shelves/").json()]
    assert titles == ["Моя полка", "Химия"]
    assert client.delete(f"{place}items/{item['uuid']}/").json() == {"changed": True}
    assert client.get(place).json()["count"] == 0
    unknown = client.post(f"{place}items/", {"object_uuid": str(uuid4())}, content_type=JSON)
    assert (unknown.status_code, "нет в библиотеке" in unknown.json()["detail"]) == (409, True)


def test_who_may_only_read_is_refused(client):
    shelf = make_own_shelf(make_material("Опыт"), by=make_user())
    reader = make_user()
    share(shelf, reader)
    client.force_login(reader)
    place = f"/api/v1/shelves/{shelf.uuid}/"
    assert client.get(place).json()["may_write"] is False
    assert client.delete(f"{place}items/{items_on(shelf)[0].uuid}/").status_code == 403
    assert titles_on(shelf) == ["Опыт"]
    shared = client.get("/api/v1/shelves/?shared=true").json()
    assert [line["title"] for line in shared] == ["Неделя физики"]


def test_selections_are_open_and_drafts_are_not(client):
    made = make_published_selection(make_material("Опыт"))
    draft = make_draft_selection(title="Черновик")
    assert [line["slug"] for line in client.get("/api/v1/selections/").json()] == ["zakon-oma"]
    whole = client.get(f"/api/v1/selections/{made.uuid}/").json()
    assert whole["sections"][0]["entries"][0]["note"] == "Коротко и наглядно."
    assert client.get(f"/api/v1/selections/{draft.slug}/").status_code == 404
