from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.api import add_item
from assessment.content import pack
from assessment.models import BankItemVersion
from core.api import now
from framework.api import get_tree
from tests.factories.bank import choice_item, every_interaction, make_bank_item
from tests.factories.items import TYPES
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_right_answer_brings_its_points_and_words(client):
    made = make_bank_item()
    client.force_login(made.owner)
    place = f"/items/{made.uuid}/"
    page = client.get(place).content.decode()
    assert "ньютон" in page
    page = client.post(place, {"q1:choice": "b"}).content.decode()
    assert "Баллы: 1 из 1" in page
    assert "Верно." in page
    assert 'value="b" checked' in page


def test_a_page_shows_every_interaction_in_few_queries(client):
    author = make_user("author")
    simple = make_bank_item(by=author)
    rich = add_item(item=every_interaction(), by=author, now=now())
    client.force_login(author)
    client.get(f"/items/{simple.uuid}/")
    get_tree()
    counts = []
    for row in (simple, rich):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(f"/items/{row.uuid}/")
        assert response.status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 16
    assert response.content.decode().count("<fieldset") >= len(TYPES)


def test_every_interaction_can_be_sent_empty(client):
    author = make_user("author")
    rich = add_item(item=every_interaction(), by=author, now=now())
    client.force_login(author)
    assert client.post(f"/items/{rich.uuid}/", {}).status_code == 200


def test_strangers_find_nothing(client):
    made = make_bank_item()
    for user in (make_user(), make_user("author")):
        client.force_login(user)
        assert client.get(f"/items/{made.uuid}/").status_code == 404


def test_hostile_html_is_cleaned_again_at_display(client):
    made = make_bank_item()

    bad = pack(choice_item(stimulus="<img src=x onerror=alert(1)><script>alert(2)</script>"))
    BankItemVersion.objects.create(
        bank_item=made, number=2, schema_number=1, digest="x", content=bad, created_at=now()
    )
    type(made).objects.filter(pk=made.pk).update(number=2)
    client.force_login(made.owner)
    page = client.get(f"/items/{made.uuid}/").content.decode()
    assert "onerror" not in page
    assert "alert(2)" not in page


def test_who_tries_without_end_is_asked_to_wait(client, monkeypatch):
    made = make_bank_item()
    client.force_login(made.owner)
    monkeypatch.setattr("assessment.views.item.within_limit", lambda *_args, **_more: False)
    assert client.post(f"/items/{made.uuid}/", {"q1:choice": "b"}).status_code == 429
