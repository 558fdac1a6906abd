"""Kept pages: nothing of one reader reaches another."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")

SAID = 'class="messages"'


def test_what_was_said_to_one_reader_is_not_kept_for_all(client: Client) -> None:
    author = make_user("author", password="a long one 1")
    client.post("/account/login/", {"login": author.username, "password": "a long one 1"})
    client.post("/account/logout/")
    # What a browser does with an expired cookie; the message waits in a cookie of its own.
    del client.cookies[settings.SESSION_COOKIE_NAME]
    assert "messages" in client.cookies

    own = client.get("/about/")

    assert SAID in own.content.decode()
    assert "private" in own["Cache-Control"]
    assert SAID not in Client().get("/about/").content.decode()
