from __future__ import annotations

import pytest
from django.test import RequestFactory

from ui.api import read_way_back, with_way_back


def test_an_address_takes_the_way_back_along():
    assert with_way_back("/objects/1/", "/diary/2026-W48/") == "/objects/1/?back=/diary/2026-W48/"
    assert with_way_back("/search/?q=1", "/diary/") == "/search/?q=1&back=/diary/"
    assert with_way_back("", "/diary/") == ""


@pytest.mark.parametrize(
    ("back", "read"),
    [
        ("/diary/", "/diary/"),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("https://evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("/diary/\n", ""),
        ("/" + "a" * 300, ""),
        ("", ""),
    ],
)
def test_only_a_path_of_this_site_is_read(back, read):
    assert read_way_back(RequestFactory().get("/", {"back": back})) == read
