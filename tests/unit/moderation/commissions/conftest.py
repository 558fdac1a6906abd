from __future__ import annotations

import pytest

from tests.factories.framework import load_programmes
from tests.factories.people import make_user


@pytest.fixture(autouse=True)
def framework(db, tmp_path):
    """A small physics and geography."""
    return load_programmes(tmp_path / "programmes")


@pytest.fixture
def methodologist():
    return make_user("methodologist")


@pytest.fixture
def author():
    return make_user("author")
