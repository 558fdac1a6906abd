"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.migrated import copied_or_kept

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse an order in which a test that empties the database comes before others.

    pytest groups by the parameters of session fixtures: one unit test that asks for Playwright's
    ``page`` or ``context`` (a parameter of that name is enough) draws all browser tests to its
    side, and what they flush away is missing from the tests that follow.
    """
    borrowed = [
        item.nodeid
        for item in items
        if "browser_name" in getattr(item, "fixturenames", ())
        and not item.get_closest_marker("browser")
    ]
    if borrowed:
        raise pytest.UsageError(f"not browser tests, but with a browser's fixture: {borrowed}")


@pytest.fixture
def now() -> datetime:
    """A fixed moment: Tuesday, 1 September 2026, 09:00 UTC."""
    return datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real material; the test skips where it is absent."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("MESH_SHARED_DATA", default))
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder} (set MESH_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def _migrated_once(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None
) -> Iterator[AbstractContextManager[None]]:
    from django.conf import settings

    database = settings.DATABASES["default"]
    cache = getattr(request.config, "cache", None)
    if cache is None or not database["ENGINE"].endswith("sqlite3"):
        yield nullcontext()
    else:
        yield copied_or_kept(cache.mkdir("databases"), Path(database["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, _migrated_once: Any) -> None:
    """Set up the databases as pytest-django does, from a migrated copy where there is one."""
    with _migrated_once:
        request.getfixturevalue("django_db_setup")


@pytest.fixture(scope="session", autouse=True)
def _flush_despite_triggers() -> Iterator[None]:
    """Let transactional tests empty append-only tables on SQLite between tests.

    PostgreSQL truncates, which row triggers do not see; SQLite deletes row by row.
    """
    # Not at the top: where the tests run on PostgreSQL the module cannot be the first to come.
    from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations

    original = SqliteOperations.execute_sql_flush

    def flush(operations: Any, sql_list: list[str]) -> None:
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            original(operations, sql_list)
            for _name, sql in triggers:
                cursor.execute(sql)

    SqliteOperations.execute_sql_flush = flush
    yield
    SqliteOperations.execute_sql_flush = original


@pytest.fixture(autouse=True)
def fresh_framework_tree(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test sees the framework of its own database, and no query depends on the clock."""
    from framework import snapshot

    monkeypatch.setattr(snapshot, "CHECK_SECONDS", float("inf"))
    snapshot.forget_tree()
    yield
    snapshot.forget_tree()


@pytest.fixture(autouse=True)
def _fresh_public_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test renders and counts anew."""
    from django.core.cache import caches

    from learning_objects import counts

    caches["pages"].clear()
    monkeypatch.setattr(counts, "_kept", counts._Kept())
