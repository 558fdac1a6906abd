"""A real Chromium against a live server with the database of the test.

Fixtures for tests: ``page`` (pytest-playwright's; fails the test on a script error or a refused
script, style or font), ``sign_in(user)``, ``axe(page)``, ``shot(page, name)``. Addresses are
relative: ``page.goto("/search/")``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import expect

HERE = Path(__file__).resolve().parent
AXE = HERE.parents[1] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (1280, 390)  # pixels: a desk and a phone
SERIOUS = {"serious", "critical"}
PATIENCE = 30_000  # milliseconds an expectation may wait: two suites may share two cores

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that ``-m "not browser"`` leaves them out."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _rows_of_the_migrations(django_db_setup: None) -> None:
    """Let every connection know the rows to begin with.

    Django notes them on the connection that made the database. Once Playwright's loop runs, Django
    gives this thread another connection, which would silently begin with an empty database.
    """
    rows = connection._test_serialized_contents
    type(connections["default"])._test_serialized_contents = rows


@pytest.fixture(autouse=True)
def _live_library(django_db_serialized_rollback: None, live_server: Any) -> Iterator[None]:
    """Every test here meets the data of the migrations and nothing left in a cache."""
    _clear_caches()
    yield
    _clear_caches()


def _clear_caches() -> None:
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium: sudo apt-get install -y chromium")
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """The address of the live server."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Russian reader at a desk, without animations."""
    return {
        **browser_context_args,
        "locale": "ru-RU",
        "timezone_id": "Europe/Moscow",
        "viewport": {"width": WIDTHS[0], "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def page(page: Any) -> Iterator[Any]:
    """A page that fails its test when a script breaks or the content policy refuses something."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "Content Security Policy" in message.text
            else None
        ),
    )
    _wait_before_scripts(page)
    yield page
    assert complaints == []


def _wait_before_scripts(page: Any) -> None:
    """Let ``page.evaluate`` meet a whole document.

    A click returns when the next page has begun to come, not when it is there; on a busy machine a
    script then finds a document without a root.
    """
    evaluate = page.evaluate

    def when_loaded(*arguments: Any, **options: Any) -> Any:
        page.wait_for_load_state("load")
        return evaluate(*arguments, **options)

    page.evaluate = when_loaded


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Any, Any], None]:
    """``sign_in(page, user)``: continue as that person, without the sign-in form."""

    def enter(page: Any, user: Any) -> None:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )

    return enter


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """``axe(page, exclude=())``: what axe finds serious or critical, a line each.

    ``exclude`` takes CSS selectors of parts that are not ours (say why where it is used). The
    script comes in through the debugger, which the content policy of the page does not bind.
    """
    if not AXE.exists():
        pytest.skip("axe-core is missing: make setup")
    script = AXE.read_text(encoding="utf-8")

    def examine(page: Any, exclude: tuple[str, ...] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(f"() => {{ {script} }}")
        found = page.evaluate(
            "exclude => axe.run({exclude: exclude.map(selector => [selector])},"
            " {resultTypes: ['violations']})",
            list(exclude),
        )
        return [
            f"{item['id']} ({item['impact']}): {item['help']}: {node['target']}"
            for item in found["violations"]
            if item["impact"] in SERIOUS
            for node in item["nodes"]
        ]

    return examine


@pytest.fixture(scope="session")
def shot() -> Callable[[Any, str], None]:
    """``shot(page, name)``: pictures at both widths into the folder of ``MESH_SCREENSHOTS``."""
    folder = os.environ.get("MESH_SCREENSHOTS")

    def take(page: Any, name: str) -> None:
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
        page.set_viewport_size(before)

    return take
