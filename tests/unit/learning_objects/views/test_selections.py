from __future__ import annotations

import pytest

from framework.api import get_tree
from learning_objects.models import Selection
from tests.factories.framework import load_starter
from tests.factories.people import make_user
from tests.factories.shelves import (
    ABOUT,
    make_draft_selection,
    make_material,
    make_own_shelf,
    make_published_selection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(client):
    user = make_user("methodologist")
    client.force_login(user)
    return user


def test_a_published_selection_stands_where_people_look(client):
    load_starter()
    topic = next(node for node in get_tree().nodes.values() if node.kind == "topic")
    made = make_published_selection(make_material("Опыт с лампой"), nodes=(topic.uuid,))
    for address in ("/", "/selections/", f"/topics/{topic.uuid}/", "/sitemap-catalogue.xml"):
        assert "/selections/zakon-oma/" in client.get(address).content.decode(), address
    page = client.get("/selections/zakon-oma/").content.decode()
    assert "Опыт с лампой" in page
    assert "Коротко и наглядно." in page
    assert client.get(f"/selections/{made.uuid}/")["Location"] == "/selections/zakon-oma/"


def test_a_draft_is_its_makers_and_a_withdrawn_one_says_why(client, maker):
    made = make_draft_selection(make_material(), by=maker)
    assert client.get("/selections/zakon-oma/").status_code == 200
    client.logout()
    assert client.get("/selections/zakon-oma/").status_code == 404
    client.force_login(maker)
    state = f"/selections/desk/{made.uuid}/state/"
    client.post(f"{state}publish/")
    assert "Укажите причину" in client.post(f"{state}withdraw/", follow=True).content.decode()
    client.post(f"{state}withdraw/", {"reason": "Устарела"})
    client.logout()
    gone = client.get("/selections/zakon-oma/")
    assert (gone.status_code, "Устарела" in gone.content.decode()) == (410, True)


def test_writing_a_selection(client, maker):
    uuid = make_material("Опыт с лампой")
    shelf = make_own_shelf(uuid, by=maker)
    client.post("/selections/new/", {"title": "Ток", "shelf": shelf.uuid})
    made = Selection.objects.get()
    desk = f"/selections/desk/{made.uuid}/"
    assert "Опыт с лампой" in client.get(desk).content.decode()
    client.post(desk, {"title": "Ток", "about": ABOUT, "seen": 1})
    clash = client.post(desk, {"title": "Сила тока", "about": ABOUT, "seen": 1})
    assert clash.status_code == 409
    assert 'value="Сила тока"' in clash.content.decode()
    client.post(f"{desk}section/", {"title": "Вторая", "text": "", "seen": 2})
    section = made.sections.get(title="Вторая")
    second = {"section": section.uuid, "why": "Наглядно"}
    client.post(f"{desk}add/", {**second, "object": f"/objects/{uuid}/", "seen": 3})
    assert section.entries.get().why == "Наглядно"
    nothing = client.post(f"{desk}add/", {**second, "seen": 4}, follow=True)
    assert "вставьте адрес его страницы" in nothing.content.decode()
    entry = {"entry": section.entries.get().uuid}
    client.post(f"{desk}entry/", {**entry, "why": "Коротко", "seen": 4})
    client.post(f"{desk}entry-drop/", {**entry, "seen": 5})
    assert not section.entries.exists()
    client.post(f"{desk}section-up/", {"section": section.uuid, "seen": 6})
    client.post(f"{desk}section-drop/", {"section": section.uuid, "seen": 7})
    assert made.sections.count() == 1
    assert "Ток" in client.get("/selections/desk/").content.decode()
    assert client.post(f"{desk}eat/").status_code == 404
    client.post(f"{desk}state/delete/")
    assert not Selection.objects.exists()
