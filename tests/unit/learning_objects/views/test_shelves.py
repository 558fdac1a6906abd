from __future__ import annotations

import pytest
from django.urls import reverse

from core.api import now
from learning_objects.models import Shelf, ShelfShare
from learning_objects.shelves import actions
from learning_objects.shelves.sharing import open_link
from tests.factories.people import make_user
from tests.factories.shelves import items_on, make_material, make_own_shelf, share, titles_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    user = make_user("teacher")
    client.force_login(user)
    return user


@pytest.fixture
def shelf(owner):
    author = make_user("author")
    return make_own_shelf(*(make_material(title, by=author) for title in "АБВ"), by=owner)


def here(shelf, name="shelf", **args):
    return reverse(f"learning_objects:{name}", kwargs={"uuid": shelf.uuid, **args})


def on_item(shelf, title, verb):
    item = shelf.items.get(title=title, removed_at=None)
    return here(shelf, "shelf_item", item_uuid=item.uuid, verb=verb)


def marked(shelf, titles, **data):
    return {"item": [item.uuid for item in items_on(shelf) if item.title in titles], **data}


def test_one_press_puts_a_material_on_my_shelf_and_returns(client, owner):
    uuid = make_material("Закон Ома")
    data = {"object": uuid, "next": "/search/?q=ohm"}
    response = client.post("/shelves/keep/", data, follow=True)
    assert response.redirect_chain[0][0] == "/search/?q=ohm"
    first = Shelf.objects.get(owner=owner, is_first=True)
    assert titles_on(first) == ["Закон Ома"]
    assert f'<a href="/shelves/{first.uuid}/">Открыть полку</a>' in response.content.decode()
    said = client.post("/shelves/keep/", data, headers={"Accept": "application/json"}).json()
    assert said["words"] == "Уже лежит на полке «Моя полка»."
    back = client.post(
        "/shelves/keep/", {"object": uuid}, headers={"Referer": "http://testserver/search/?q=ohm"}
    )
    assert back["Location"] == "/search/?q=ohm"
    away = client.post("/shelves/keep/", {**data, "next": "https://evil.example/"})
    assert away["Location"] == here(first)


def test_a_visitor_signs_in_and_then_chooses_where(client):
    uuid = make_material("Закон Ома")
    asked = client.get(f"/shelves/keep/?object={uuid}")
    assert asked["Location"].startswith("/account/login/?next=/shelves/keep/")
    client.force_login(make_user())
    assert "Закон Ома" in client.get(f"/shelves/keep/?object={uuid}").content.decode()
    assert client.get("/shelves/keep/?object=nonsense").status_code == 404


def test_a_shelf_is_made_named_deleted_and_brought_back(client, owner):
    made = client.post("/shelves/new/", {"title": "Химия"}, follow=True)
    shelf = Shelf.objects.get(owner=owner, title="Химия")
    assert "На полке пусто" in made.content.decode()
    edit = here(shelf, "edit_shelf")
    client.post(edit, {"title": "Химия, 8", "about": "", "seen": 1})
    again = client.post(edit, {"title": "Химия, 9", "about": "", "seen": 1})
    assert again.status_code == 422
    assert 'value="Химия, 9"' in again.content.decode()
    assert 'name="seen" value="2"' in again.content.decode()
    gone = client.post(here(shelf, "delete_shelf"), follow=True).content.decode()
    assert "Полка «Химия, 8» удалена" in gone
    assert client.get(here(shelf)).status_code == 404
    client.post(here(shelf, "restore_shelf"))
    assert client.get(here(shelf)).status_code == 200


def test_a_full_set_of_shelves_is_told_in_the_form(client, owner, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SHELVES", 0)
    page = client.post("/shelves/new/", {"title": "Химия"})
    assert (page.status_code, "больше завести нельзя" in page.content.decode()) == (422, True)


def test_ordering_noting_and_removing_one(client, shelf):
    client.post(on_item(shelf, "В", "first"))
    last = shelf.items.get(title="Б")
    client.post(on_item(shelf, "В", "place"), {"after": last.uuid})
    assert titles_on(shelf) == ["А", "Б", "В"]
    client.post(on_item(shelf, "А", "note"), {"note": "для 7 Б", "seen": 1})
    clash = client.post(on_item(shelf, "А", "note"), {"note": "для 7 В", "seen": 1})
    assert clash.status_code == 409
    assert 'value="для 7 В"' in clash.content.decode()
    long = client.post(on_item(shelf, "А", "note"), {"note": "я" * 301, "seen": 2})
    assert (long.status_code, "я" * 301 in long.content.decode()) == (422, True)
    gone = client.post(on_item(shelf, "А", "remove"), follow=True)
    assert "1 материал убран с полки" in gone.content.decode()
    removal = gone.redirect_chain[0][0].partition("removed=")[2]
    client.post(here(shelf, "shelf_items"), {"verb": "restore", "removal": removal})
    assert titles_on(shelf) == ["А", "Б", "В"]
    assert (
        client.post(here(shelf, "shelf_item", item_uuid=last.uuid, verb="eat")).status_code == 404
    )


def test_many_at_once(client, owner, shelf):
    other = make_own_shelf(by=owner, title="Другая")
    place = here(shelf, "shelf_items")
    assert (
        "Сначала отметьте" in client.post(place, {"verb": "remove"}, follow=True).content.decode()
    )
    compared = client.post(place, marked(shelf, "АБ", verb="compare"))
    assert compared["Location"].startswith("/compare/?o=")
    client.post(place, marked(shelf, "АБ", verb="move", to=other.uuid))
    assert (titles_on(shelf), titles_on(other)) == (["В"], ["А", "Б"])
    client.post(place, {"verb": "renew"})
    client.post(place, marked(shelf, "В", verb="remove"))
    assert titles_on(shelf) == []


def test_a_page_costs_the_same_whatever_stands_on_it(client, shelf, django_assert_max_num_queries):
    client.get(here(shelf))
    with django_assert_max_num_queries(26):
        client.get(here(shelf))


def test_sharing_by_name(client, owner, shelf):
    colleague = make_user(login="petrov")
    page = here(shelf, "share_shelf")
    assert client.post(page, {"person": "nobody", "right": "read"}).status_code == 422
    client.post(page, {"person": "petrov", "right": "read"})
    found = ShelfShare.objects.get(shelf=shelf)
    assert (found.user, found.may_write) == (colleague, False)
    client.post(here(shelf, "change_share", share_uuid=found.uuid, verb="write"))
    found.refresh_from_db()
    assert found.may_write
    client.post(here(shelf, "change_share", share_uuid=found.uuid, verb="end"))
    assert not ShelfShare.objects.exists()


def test_a_reader_looks_copies_and_leaves(client, shelf):
    colleague = make_user()
    share(shelf, colleague)
    client.force_login(colleague)
    page = client.get(here(shelf)).content.decode()
    assert "Покинуть полку" in page
    assert "Написать заметку" not in page
    assert client.post(on_item(shelf, "А", "up")).status_code == 403
    client.post(here(shelf, "copy_shelf"))
    assert titles_on(Shelf.objects.get(owner=colleague, is_first=False)) == ["А", "Б", "В"]
    assert client.get(here(shelf, "shelf_csv"))["Content-Type"].startswith("text/csv")
    client.post(here(shelf, "leave_shelf"))
    assert client.get(here(shelf)).status_code == 404


def test_a_link_shows_no_notes_and_no_tools_and_can_be_revoked(client, owner, shelf):
    shelf.items.filter(title="А").update(note="для 7 Б")
    client.post(here(shelf, "shelf_link"), {})
    shelf.refresh_from_db()
    address = f"/shelves/link/{shelf.link_key}/"
    client.logout()
    response = client.get(address)
    page = response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "csrfmiddlewaretoken" not in page.partition("<main")[2]
    assert "для 7 Б" not in page
    open_link(shelf=shelf, with_notes=True, by=owner, now=now())
    assert "для 7 Б" in client.get(address).content.decode()
    guest = make_user()
    client.force_login(guest)
    client.post(f"{address}copy/")
    assert titles_on(Shelf.objects.get(owner=guest)) == ["А", "Б", "В"]
    client.force_login(owner)
    client.post(here(shelf, "shelf_link"), {"close": "1"})
    assert client.get(address).status_code == 404
