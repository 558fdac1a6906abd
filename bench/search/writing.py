"""Readers while the index is written, and how soon a publication is found.

The writer is the real process (``manage.py search_writer``), publications come from another one.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.harness import percentile, report
from bench.search.corpus import make_questions, make_version
from bench.search.whole import search_anew

QUESTIONS, ROUNDS, FOUND = 60, 3, 10
# So many a second: a hundred institutes that decide one submission a minute publish two.
A_SECOND, MOST_SECONDS = 5, 600
MOST_TIMES_IDLE = 1.5
WAITED = 60.0


def measure(size: int) -> None:
    """Print the two lines."""
    with _process("manage.py", "search_writer"):
        _publish_and_wait(size)  # the writer has started when this is found
        waits = [_publish_and_wait(size + 1 + number) for number in range(FOUND)]
        report(
            name="search.findable",
            ours=percentile(waits, 0.95),
            peer=1.0,
            peer_name="what is asked for: at most 1 s from the commit to a reader's hit",
            unit="s p95",
            size=size,
            goal=1.0,
        )
        idle: list[float] = []
        busy: list[float] = []
        for number in range(ROUNDS):
            idle += _times(number)
            with _process("-m", "bench.search.writing", str(size + 100 + number * 10_000)):
                time.sleep(1.0)
                busy += _times(number)
            time.sleep(1.0)
    report(
        name="search.while_writing",
        ours=percentile(busy, 0.95),
        peer=percentile(idle, 0.95),
        peer_name=f"the same readers idle; {A_SECOND} publications a second while writing",
        unit="ms p95",
        size=size,
        goal=1 / MOST_TIMES_IDLE,
    )


def _times(number: int) -> list[float]:
    taken = []
    for question in make_questions(QUESTIONS, seed=20 + number):
        started = time.perf_counter()
        search_anew(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _publish_and_wait(number: int) -> float:
    """Publish an object with a word of its own; return the seconds until it is found."""
    from search.api import search
    from search.data import SearchRequest

    word = f"новинка{number}"
    publish(number, title=f"Урок {word}")
    started = time.perf_counter()
    while time.perf_counter() - started < WAITED:
        if search(SearchRequest(text=word, verbatim=True)).total:
            return time.perf_counter() - started
        time.sleep(0.01)
    raise SystemExit(f"object {number} is not found after {WAITED:.0f} s; does the writer run?")


def publish(number: int, title: str = "") -> None:
    """Write the rows of a new object and tell the outbox, as a publication does."""
    from bench.search.rows import Rows
    from core.api import emit
    from learning_objects.data import PUBLISHED_TOPIC

    version = make_version(number, number + 1)
    version = replace(version, title=title) if title else version
    base = sqlite3.connect(Path(os.environ["DATA_DIR"]) / "db.sqlite3", timeout=20)
    with base:
        Rows().write(base, [(number, version)])
    base.close()
    emit(topic=PUBLISHED_TOPIC, key=str(version.object_uuid), now=datetime.now(UTC))


@contextmanager
def _process(*arguments: str) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, *arguments])  # noqa: S603 - our own modules
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def main() -> None:
    """Publish until told to stop; the argument is the number of the first object."""
    import django

    django.setup()
    first = int(sys.argv[1])
    started = time.monotonic()
    for step in range(A_SECOND * MOST_SECONDS):
        publish(first + step)
        time.sleep(max(0.0, started + (step + 1) / A_SECOND - time.monotonic()))


if __name__ == "__main__":
    main()
