from __future__ import annotations

import pytest

from core.data import Registry
from moderation.commissions import announcing
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


@pytest.fixture
def listening(monkeypatch):
    """A consumer of everything that commissioning tells."""
    heard = Registry("ears")
    heard.register("ear", frozenset(announcing.TOPICS))
    monkeypatch.setattr("core.actions.outbox.consumers", heard)
