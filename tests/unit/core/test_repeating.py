from __future__ import annotations

import os
import signal

import pytest
from django.db import OperationalError

from core.api import repeat


@pytest.fixture(autouse=True)
def _own_signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_single_round_says_what_went_wrong():
    rounds = []
    repeat(lambda: rounds.append(1), every=0, warn=rounds.append)
    assert rounds == [1]

    def fail():
        raise OperationalError("away")

    with pytest.raises(OperationalError):
        repeat(fail, every=0, warn=rounds.append)


def test_rounds_go_on_while_the_database_is_away_and_end_with_the_process(monkeypatch):
    monkeypatch.setattr("core.repeating.close_old_connections", lambda: None)
    monkeypatch.setattr("threading.Event.wait", lambda *_: None)
    rounds, words = [], []

    def act():
        rounds.append(1)
        if len(rounds) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        raise OperationalError("away")

    repeat(act, every=1, warn=words.append)
    assert (len(rounds), words) == (3, ["away"] * 3)
