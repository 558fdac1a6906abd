from __future__ import annotations

import pytest

from core.data import Registry
from moderation.api import approve
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
def approve_it(now):
    """Return ``approve_it(submission, expert)``: let the expert approve what they have claimed."""

    def act(submission, expert):
        approve(submission=submission, by=expert, now=now)

    return act


@pytest.fixture
def listening(monkeypatch):
    """A consumer of everything that commissioning tells."""
    heard = Registry("ears")
    heard.register("ear", frozenset(announcing.TOPICS))
    monkeypatch.setattr("core.actions.outbox.consumers", heard)
