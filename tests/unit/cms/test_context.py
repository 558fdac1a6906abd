from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from cms.context import site
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def nav(user: Any, path: str = "/") -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.user = user
    return [(url, active) for _label, url, _icon, active in site(request)["nav_items"]]


def test_a_visitor_has_the_catalogue_only() -> None:
    assert nav(AnonymousUser()) == [("/catalogue/", False)]


def test_the_section_one_is_in_is_marked() -> None:
    assert nav(AnonymousUser(), "/catalogue/fizika/") == [("/catalogue/", True)]


@pytest.mark.parametrize(
    ("role", "more"),
    [("author", "/cabinet/"), ("moderator", "/review/"), ("administrator", "/people/")],
)
def test_each_role_has_its_own_rooms(role: str, more: str) -> None:
    assert more in [url for url, _active in nav(make_user(role))]


def test_fragments_do_not_pay_for_roles(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    request.user = make_user("author")
    with django_assert_num_queries(0):
        site(request)


def test_switching_the_language_needs_no_token() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/language/", {"language": "en", "next": "/help/"})
    assert response.status_code == 302
    assert response["Location"] == "/help/"
    assert "csrftoken" not in response.cookies
    assert client.get("/help/")["Content-Language"] == "en"
