"""People who act at the same moment, each with a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection


@pytest.fixture
def at_once() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """Return ``at_once(acts)``: all start together; an error is an answer like any other."""

    def run_all(acts: Sequence[Callable[[], Any]]) -> list[Any]:
        barrier = threading.Barrier(len(acts))

        def run(act: Callable[[], Any]) -> Any:
            try:
                barrier.wait(timeout=60)
                return act()
            except Exception as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(run, acts))

    return run_all


class Holding:
    """Does something in a transaction of another connection and keeps that open until told."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self._act = act
        self._done, self._go = threading.Event(), threading.Event()
        self._pool = ThreadPoolExecutor(1)
        self._answer = self._pool.submit(self._run)
        assert self._done.wait(30) or self._answer.result(0)

    def _run(self) -> Any:
        from django.db import transaction

        try:
            with transaction.atomic():
                answer = self._act()
                self._done.set()
                assert self._go.wait(60)
            return answer
        finally:
            self._done.set()
            connection.close()

    def commit(self) -> Any:
        """Let the transaction end and return what the act gave back."""
        self._go.set()
        answer = self._answer.result(30)
        self._pool.shutdown()
        return answer


@pytest.fixture
def holding() -> type[Holding]:
    return Holding


def is_waiting_for_a_lock() -> bool:
    """Whether some session of this database waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def waits() -> Callable[[], bool]:
    """Return ``waits()``: whether within five seconds somebody waits for a lock."""

    def look() -> bool:
        pause = threading.Event()
        return any(is_waiting_for_a_lock() or pause.wait(0.05) for _ in range(100))

    return look
