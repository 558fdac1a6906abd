"""The files of an item, by the rule of the item."""

from __future__ import annotations

from uuid import uuid4

import pytest

from assessment.api import add_item, make_ready, set_audience, share_with
from assessment.data import EVERYBODY
from assessment.models import BankFile
from core.api import now
from media_pipeline.api import MediaImage
from tests.factories.bank import choice_item
from tests.factories.item_files import SCHEME, bring, qti_package
from tests.factories.media import svg_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user("author")


@pytest.fixture
def item(author):
    return bring(qti_package(), by=author)[0]


def address(item) -> str:
    return f"/items/{item.uuid}/files/{item.files.get().file.name}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_page_shows_the_picture_at_an_address_of_the_item(client, author, item):
    client.force_login(author)
    place = address(item)
    page = client.get(f"/items/{item.uuid}/").content.decode()
    assert f'src="{place}"' in page
    response = client.get(place)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert body(response) == SCHEME
    assert "private" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    head = client.head(place)
    assert (head.status_code, body(head)) == (200, b"")
    assert client.post(place).status_code == 405


def test_the_browser_asks_again_and_gets_no_bytes(client, author, item):
    client.force_login(author)
    first = client.get(address(item))
    assert body(first) == SCHEME
    again = client.get(address(item), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    # The name in the storage would open the picture to everybody.
    stored = MediaImage.objects.get().file.name.rpartition("/")[2]
    assert stored not in str(first.headers)
    client.logout()
    asked = client.get(address(item), headers={"If-None-Match": first["ETag"]})
    assert asked.status_code == 404


def test_a_private_picture_does_not_exist_for_others(client, item):
    place = address(item)
    assert client.get(place).status_code == 404
    for role in ("author", "teacher", "student", "methodologist"):
        client.force_login(make_user(role) if role != "student" else make_user())
        assert client.get(place).status_code == 404


def test_who_is_named_sees_it(client, author, item):
    colleague = make_user("teacher")
    share_with(bank_item=item, user=colleague, may_write=False, by=author, now=now())
    client.force_login(colleague)
    response = client.get(address(item))
    assert body(response) == SCHEME


def test_of_a_question_for_everybody_visitors_see_what_it_asks_and_not_the_solution(client, author):
    name = bring(qti_package(), by=author)[0].files.get().file.name
    shown = f'<p><img src="media/{name}" alt="x"></p>'
    for where, status in (("stimulus", 200), ("solution", 404)):
        content = choice_item().model_copy(update={where: shown})
        made = add_item(item=content, by=author, now=now())
        make_ready(bank_item=made, by=author, now=now())
        set_audience(bank_item=made, audience=EVERYBODY, by=author, now=now())
        response = client.get(f"/items/{made.uuid}/files/{name}")
        assert response.status_code == status
        assert status == 404 or body(response) == SCHEME


def test_only_files_that_the_item_names_are_there(client, author, item):
    client.force_login(author)
    name = item.files.get().file.name
    other = add_item(item=choice_item(), by=author, now=now())
    assert client.get(f"/items/{other.uuid}/files/{name}").status_code == 404
    assert client.get(f"/items/{uuid4()}/files/{name}").status_code == 404
    assert client.get(f"/items/{item.uuid}/files/x.png").status_code == 404
    BankFile.objects.update(asset_id=0)
    assert client.get(f"/items/{item.uuid}/files/{name}").status_code == 404


def test_a_drawing_runs_nothing(client, author):
    drawing = svg_bytes("<script>alert(1)</script><path d='M0 0h9v9z'/>")
    (item,) = bring(qti_package({"a.svg": drawing}), by=author)
    client.force_login(author)
    response = client.get(address(item))
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"script" not in body(response)


@pytest.mark.parametrize("kind", ["hotspot", "kept"])
def test_backgrounds_of_places_are_shown(client, author, kind):
    (item,) = bring(qti_package(kinds=(kind,)), by=author)
    client.force_login(author)
    page = client.get(f"/items/{item.uuid}/").content.decode()
    assert f'<img src="{address(item)}" alt="цепь" width="60" height="40"' in page


def test_a_page_costs_the_same_with_pictures_and_without(
    client, author, item, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(author)
    bare = add_item(item=choice_item(), by=author, now=now())
    with CaptureQueriesContext(connection) as counted:
        client.get(f"/items/{bare.uuid}/")
    with django_assert_max_num_queries(len(counted)):
        client.get(f"/items/{item.uuid}/")


def test_rest_gives_references_with_keys_and_addresses_in_the_question(client, author, item):
    client.force_login(author)
    name = item.files.get().file.name
    whole = client.get(f"/api/v1/items/{item.uuid}/").json()
    assert f"media/{name}" in str(whole["content"])
    assert whole["files"] == [
        {
            "reference": f"media/{name}",
            "url": address(item),
            "title": "схема 1.png",
            "size": len(SCHEME),
        }
    ]
    question = client.get(f"/api/v1/items/{item.uuid}/question/").json()
    assert address(item) in str(question["item"])
    assert f'"media/{name}' not in str(question["item"])
