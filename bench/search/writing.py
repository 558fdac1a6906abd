"""Readers while the index is written, and how soon a publication is found.

    python -m bench.search.writing --size 20000

The writer is the real process (``manage.py search_writer``), publications come from another one.
The index is a linked copy (``BENCH_INDEX``), so that what was built stays as it was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

COPY = "index-written"
QUESTIONS, ROUNDS, FOUND = 60, 3, 10
MOST_TIMES_IDLE = 1.5
WAITED = 60.0


def main() -> None:
    """Print the two lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, required=True)
    size: int = parser.parse_args().size
    folder = Path(os.environ["DATA_DIR"])
    os.environ["BENCH_INDEX"] = COPY
    _link_index(folder / "index", folder / COPY)
    import django

    django.setup()
    from django.utils import translation

    translation.activate("ru")
    try:
        with _process("manage.py", "search_writer"):
            _measure(size)
    finally:
        shutil.rmtree(folder / COPY)


def _link_index(source: Path, target: Path) -> None:
    """Files of an index never change, they are replaced: links are a copy."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(
        source, target, copy_function=os.link, ignore=shutil.ignore_patterns("*.lock", "*.journal")
    )


def _measure(size: int) -> None:
    from django.db import transaction

    from bench.harness import percentile, report
    from bench.search.publishing import A_SECOND
    from core.api import emit
    from framework.data import CHANGED_TOPIC
    from learning_objects.models import LearningObject

    number = LearningObject.objects.order_by("-id").values_list("id", flat=True)[0]
    _publish_and_wait(number)  # the writer has started when this is found
    _measure_findable("search.findable", number + 1, size)
    idle: list[float] = []
    busy: list[float] = []
    for turn in range(ROUNDS):
        idle += _times(turn)
        first = number + 1 + FOUND + turn * 10_000
        with _process("-m", "bench.search.publishing", str(first)):
            _wait_for_more(LearningObject.objects.count)
            busy += _times(turn)
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
    with transaction.atomic():
        emit(topic=CHANGED_TOPIC, key="bench", now=datetime.now(UTC))
    _measure_findable("search.findable_while_rebuilding", number + 100_000, size)


def _measure_findable(name: str, first: int, size: int) -> None:
    from bench.harness import percentile, report

    report(
        name=name,
        ours=percentile([_publish_and_wait(first + step) for step in range(FOUND)], 0.95),
        peer=1.0,
        peer_name="what is asked for: at most 1 s from the commit to a reader's hit",
        unit="s p95",
        size=size,
        goal=1.0,
    )


def _wait_for_more(count: Callable[[], int]) -> None:
    """Wait until the publishing process has begun."""
    before, started = count(), time.monotonic()
    while count() == before:
        if time.monotonic() - started > WAITED:
            raise SystemExit("the publishing process has not begun")
        time.sleep(0.1)


def _times(turn: int) -> list[float]:
    from bench.search.corpus import make_questions
    from bench.search.whole import search_anew

    taken = []
    for question in make_questions(QUESTIONS, seed=20 + turn):
        started = time.perf_counter()
        search_anew(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _publish_and_wait(number: int) -> float:
    """Publish an object with a word of its own; return the seconds until it is found."""
    from bench.search.publishing import publish
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


@contextmanager
def _process(*arguments: str) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, *arguments])  # noqa: S603 - our own modules
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


if __name__ == "__main__":
    main()
