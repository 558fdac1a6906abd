"""How much a reader downloads before the media, and from where."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from tests.browser.library import Library, make_library

KB = 1000  # bytes, as the issue counts
SCRIPT_AND_STYLE = 100 * KB
BEFORE_MEDIA = 300 * KB
PRESSED = ("text/", "javascript", "json", "svg", "xml")  # what a server sends compressed


@pytest.fixture
def library(tmp_path: Path, settings: Any) -> Library:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return make_library(tmp_path)


@pytest.fixture
def weigh(page: Any, live_server: Any) -> Any:
    """``weigh(address)``: bytes on the wire by kind of file; every request stays in the house."""

    def load(address: str) -> dict[str, int]:
        answers: list[Any] = []

        def note(answer: Any) -> None:  # a bound method of a list cannot carry playwright's mark
            answers.append(answer)

        page.on("response", note)
        page.goto(address, wait_until="networkidle")
        away = [answer.url for answer in answers if not answer.url.startswith(live_server.url)]
        failed = [answer.url for answer in answers if not answer.ok]
        assert away == []
        assert failed == []
        weights: dict[str, int] = {}
        for answer in answers:
            kind = answer.request.resource_type
            weights[kind] = weights.get(kind, 0) + _size(answer)
        return weights

    return load


def _size(answer: Any) -> int:
    """Bytes on the wire; the test server does not compress files, a real one does."""
    body = answer.body()
    pressed = any(word in answer.headers.get("content-type", "") for word in PRESSED)
    return len(gzip.compress(body, 6)) if pressed else len(body)


@pytest.mark.parametrize("page_name", ["home", "results", "object", "catalogue"])
def test_a_public_page_is_light(page_name, library, weigh):
    addresses = {
        "home": "/",
        "results": "/search/?q=сопротивление",
        "object": f"/objects/{library.published.uuid}/",
        "catalogue": "/catalogue/",
    }

    weights = weigh(addresses[page_name])

    assert weights["document"] > 0
    assert weights["stylesheet"] > 0
    assert weights["script"] > 0
    assert weights["script"] + weights["stylesheet"] <= SCRIPT_AND_STYLE, weights
    before_media = sum(size for kind, size in weights.items() if kind not in ("image", "media"))
    assert before_media <= BEFORE_MEDIA, weights
