"""A rebuild beside the writer's work: one at a time, told when it is done, its failure told too."""

from __future__ import annotations

import threading
import time

import pytest

from search.actions.renewing import Renewal
from search.errors import EngineAwayError

WAITED = 10.0


class Build:
    """A rebuild that ends when it is let go."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.let_go = threading.Event()
        self.begun = 0
        self.failure = failure

    def __call__(self) -> None:
        self.begun += 1
        assert self.let_go.wait(WAITED)
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure


def settled(renewal: Renewal, items: list[int]) -> list[int]:
    until = time.monotonic() + WAITED
    while time.monotonic() < until:
        if done := renewal.done_for(items):
            return done
        time.sleep(0.01)
    raise AssertionError("the rebuild has not ended")


def test_items_are_done_when_their_rebuild_has_ended() -> None:
    build = Build()
    renewal = Renewal(build)
    assert renewal.begins([1, 2])
    assert renewal.done_for([1, 2]) == []
    assert not renewal.begins([1, 2])
    assert renewal.done_for([1, 2]) == []
    build.let_go.set()
    assert settled(renewal, [1, 2]) == [1, 2]
    assert build.begun == 1


def test_what_comes_meanwhile_waits_for_a_rebuild_of_its_own() -> None:
    build = Build()
    renewal = Renewal(build)
    renewal.done_for([1])
    assert renewal.begins([1, 2])
    assert renewal.done_for([1, 2]) == []
    build.let_go.set()
    assert settled(renewal, [1, 2]) == [1]
    assert settled(renewal, [2]) == [2]
    assert build.begun == 2


def test_a_failure_is_raised_in_the_writer_and_begun_anew() -> None:
    build = Build(EngineAwayError("nobody answers"))
    build.let_go.set()
    renewal = Renewal(build)
    with pytest.raises(EngineAwayError):
        settled(renewal, [1])
    assert settled(renewal, [1]) == [1]
    assert build.begun == 2
