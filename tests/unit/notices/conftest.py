"""Fixtures of notices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.factories.notices import some_kinds


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """Two kinds of notices that only tests know."""
    with some_kinds():
        yield
