"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop


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
