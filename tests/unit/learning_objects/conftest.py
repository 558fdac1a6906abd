"""Fixtures of the public pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches

from tests.factories.framework import load_programmes


@pytest.fixture
def framework(db: None, tmp_path: Path) -> None:
    """A small physics and geography."""
    load_programmes(tmp_path / "frp")


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    """Each test renders anew."""
    caches["pages"].clear()
    yield
    caches["pages"].clear()
