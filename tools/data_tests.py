"""A plugin of pytest for ``make test-scaled``: leaves out what touches no data.

A test without a database sees nothing of PostgreSQL, Redis, S3 or OpenSearch; it has run on the
embedded defaults already. Tests marked ``scaled`` stay whatever they use.
"""

from __future__ import annotations

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that are marked ``scaled`` or use the database."""
    left_out = [item for item in items if not _touches_data(item)]
    kept = [item for item in items if _touches_data(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _touches_data(item: pytest.Item) -> bool:
    if item.get_closest_marker("scaled") or item.get_closest_marker("django_db"):
        return True
    used = set(getattr(item, "fixturenames", ()))
    return bool(used & DATABASE_FIXTURES) or _is_django_case(item)


def _is_django_case(item: pytest.Item) -> bool:
    from django.test import SimpleTestCase

    case = getattr(item, "cls", None)
    return case is not None and issubclass(case, SimpleTestCase)
