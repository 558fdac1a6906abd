"""Fixtures of the public pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.framework import load_programmes


@pytest.fixture
def framework(db: None, tmp_path: Path) -> None:
    """A small physics and geography."""
    load_programmes(tmp_path / "frp")
