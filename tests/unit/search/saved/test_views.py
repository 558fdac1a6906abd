import pytest
from django.test import Client

from core.api import now
from search.models import SavedSearch
from tests.factories.people import make_user
from tests.factories.search import index_views, make_view
from tests.factories.searches import make_saved, make_wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client: Client):
    client.force_login(found := make_user("teacher"))
    return found


def press(client: Client, saved: SavedSearch, verb: str, **more: str) -> str:
    response = client.post(f"/search/saved/{saved.uuid}/", {"verb": verb, **more}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_search_is_saved_from_the_results(client: Client, person) -> None:
    index_views([make_view("Закон Ома")])
    html = client.get("/search/?q=закон&grade=8").content.decode()
    assert '/search/saved/new/?q=%D0%B7%D0%B0%D0%BA%D0%BE%D0%BD&amp;grade=8"' in html
    assert "/search/saved/new/" not in client.get("/search/").content.decode()
    response = client.post("/search/saved/new/?q=закон&grade=8&page=3", {"name": "Восьмой класс"})
    assert response.status_code == 302
    saved = SavedSearch.objects.get(user=person)
    assert (saved.name, saved.query) == (
        "Восьмой класс", "q=%D0%B7%D0%B0%D0%BA%D0%BE%D0%BD&grade=8",
    )  # fmt: skip
    assert "Восьмой класс" in client.get("/search/saved/").content.decode()


def test_the_same_search_is_saved_once(client: Client, person) -> None:
    make_saved("закон", by=person)
    client.post("/search/saved/new/?q=закон", {"name": "Ещё раз"})
    assert SavedSearch.objects.count() == 1


def test_everything_is_not_a_search_to_save(client: Client, person) -> None:
    response = client.post("/search/saved/new/?q=", {"name": "Всё"})
    assert response.status_code == 409
    assert not SavedSearch.objects.exists()


def test_there_is_a_limit(client: Client, person, monkeypatch) -> None:
    monkeypatch.setattr("search.actions.saving.MOST_SAVED", 1)
    make_saved("закон", by=person)
    response = client.post("/search/saved/new/?q=дроби", {"name": "Дроби"})
    assert response.status_code == 409
    assert SavedSearch.objects.count() == 1


def test_rename_pause_delete_and_take_back(client: Client, person) -> None:
    saved = make_saved("закон", by=person)
    press(client, saved, "rename", name="  Другое   имя ")
    press(client, saved, "rename", name=" ")
    press(client, saved, "pause")
    saved.refresh_from_db()
    assert saved.name == "Другое имя"
    assert saved.paused_at is not None
    press(client, saved, "resume")
    html = press(client, saved, "delete")
    assert 'value="restore"' in html
    saved.refresh_from_db()
    assert (saved.paused_at, saved.deleted_at is None) == (None, False)
    assert "Другое имя" in press(client, saved, "restore")
    assert SavedSearch.objects.get().deleted_at is None


def test_taking_back_after_saving_anew_keeps_one(client: Client, person) -> None:
    saved = make_saved("закон", by=person)
    press(client, saved, "delete")
    make_saved("закон", by=person)
    press(client, saved, "restore")
    assert SavedSearch.objects.filter(deleted_at=None).count() == 1


def test_anothers_search_does_not_exist(client: Client, person) -> None:
    saved = make_saved("закон", by=make_user("teacher"))
    assert client.post(f"/search/saved/{saved.uuid}/", {"verb": "delete"}).status_code == 404
    own = make_saved("закон", by=person)
    assert client.post(f"/search/saved/{own.uuid}/", {"verb": "burn"}).status_code == 404


def test_the_list_is_a_fixed_number_of_queries(
    client: Client, person, django_assert_max_num_queries
) -> None:
    for number in range(25):
        SavedSearch.objects.create(
            user=person, name=f"Поиск {number}", query=f"q={number}", created_at=now()
        )
    client.get("/search/saved/")
    with django_assert_max_num_queries(14):
        html = client.get("/search/saved/").content.decode()
    assert "page=2" in html


def test_rest_does_the_same(client: Client, person) -> None:
    made = client.post(
        "/api/v1/search/saved/", {"query": "q=закон", "name": "Законы"}, "application/json"
    )
    assert made.status_code == 201
    url = f"/api/v1/search/saved/{made.json()['uuid']}/"
    again = client.post("/api/v1/search/saved/", {"query": "q=закон"}, "application/json")
    assert again.status_code == 409
    changed = client.patch(url, {"name": "Ом", "paused": True}, "application/json").json()
    assert (changed["name"], changed["paused"]) == ("Ом", True)
    assert client.delete(url).status_code == 204
    assert client.get("/api/v1/search/saved/").json() == {"count": 0, "items": []}
    client.patch(url, {"deleted": False}, "application/json")
    assert client.get("/api/v1/search/saved/").json()["count"] == 1
    bad = client.post("/api/v1/search/saved/", {"query": "page=2"}, "application/json")
    assert bad.status_code == 409


def test_wishes_stand_in_the_list_too(client: Client, person) -> None:
    make_wish("Опыты с магнитами", by=person)
    assert "Опыты с магнитами" in client.get("/search/saved/").content.decode()
