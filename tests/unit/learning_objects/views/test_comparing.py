from __future__ import annotations

from uuid import uuid4

import pytest

from tests.factories.shelves import make_material

pytestmark = pytest.mark.django_db


def test_what_was_marked_gets_an_address_of_its_own(client):
    uuids = [make_material(title) for title in "АБВГ"]
    chosen = "&".join(f"o={uuid}" for uuid in uuids)
    response = client.get(f"/compare/?{chosen}", follow=True)
    a, b, c, left_out = uuids
    assert response.redirect_chain[0][0] == f"/compare/?a={a}&b={b}&c={c}&more=1"
    page = response.content.decode()
    assert "показаны первые 3" in page
    assert str(left_out) not in page.partition("Добавить третий")[0]


def test_one_alone_is_offered_others_of_its_topic(client):
    one, other = make_material("Первый"), make_material("Второй")
    page = client.get(f"/compare/?a={one}").content.decode()
    assert f"/compare/?a={one}&amp;b={other}" in page


@pytest.mark.parametrize("query", ["", "?a=nonsense", "?a="])
def test_an_empty_page_says_what_to_do(client, query):
    assert "Сравнивать пока нечего" in client.get(f"/compare/{query}").content.decode()


def test_what_is_not_in_the_library_is_told(client):
    page = client.get(f"/compare/?a={make_material()}&b={uuid4()}").content.decode()
    assert "1 из выбранных материалов больше нет в библиотеке" in page
