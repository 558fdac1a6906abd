from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from framework.api import get_tree
from tests.factories.bank import make_bank_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_the_list_is_narrowed_and_says_what_to_do_when_empty(client):
    author = make_user("author")
    client.force_login(author)
    assert "Банк пуст" in client.get("/items/").content.decode()
    made = make_bank_item(by=author)
    assert made.title in client.get("/items/?q=силы").content.decode()
    assert "Ничего не нашлось" not in client.get("/items/").content.decode()
    page = client.get("/items/?q=волга&grade=99&status=odd&subject=x&difficulty=%D0%B0")
    assert page.status_code == 200
    assert made.title not in page.content.decode()


def test_a_page_of_the_list_costs_the_same_whatever_it_holds(client):
    author = make_user("author")
    client.force_login(author)
    make_bank_item(by=author)
    client.get("/items/")
    get_tree()
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as caught:
            client.get("/items/")
        counts.append(len(caught))
        for _number in range(4):
            make_bank_item(by=author)
    assert counts[0] == counts[1] <= 14


def test_pupils_are_refused(client):
    client.force_login(make_user())
    assert client.get("/items/").status_code == 403


def test_filters_are_folded_until_one_of_them_narrows_the_list(client):
    client.force_login(make_user("author"))
    for query, is_open in (("", False), ("q=сила", False), ("tag=сила", False), ("grade=7", True)):
        page = client.get(f"/items/?{query}").content.decode()
        words, rest = page.split('bank-filter__more"', 1)
        assert 'name="q"' in words
        assert 'name="grade"' in rest
        assert rest.startswith(" open>") is is_open
