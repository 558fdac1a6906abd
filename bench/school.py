"""The diary's week and the lesson page at one school and at twenty.

The same pages, asked for by pupils, guardians of several children and teachers, first in a
database of one school, then in the same one grown to ``--size`` (20). A school has 25 classes with
25 pupils and 30 lessons a week each, every lesson a topic, homework and two materials. The number
of queries must not change, and the 95th percentile may grow by 1.3 times at most.

    .venv/bin/python -m bench.school [--size 20]
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.harness import percentile, read_size

ASKED = 25
ROUNDS = 8
MOST_RATIO = 1.3
OBJECTS = 60
# The week that the town has lessons in.
DIARY = "/diary/2026-W48/"

Ask = Callable[[], Any]


def main() -> None:
    """Measure and print one JSON object a line."""
    size = read_size(20, __doc__ or "")
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        from bench.pages_site import prepare

        prepare(folder, OBJECTS)
        from framework import snapshot

        # Every two seconds some page asks for the framework's stamp: not part of what is counted.
        snapshot.CHECK_SECONDS = float("inf")
        for line in compare(size):
            print(json.dumps(line, ensure_ascii=False), flush=True)


def compare(size: int) -> list[dict[str, object]]:
    """Return one result a page: its figures at one school and at ``size`` schools."""
    from bench.school_town import build_schools
    from learning_objects.api import get_versions, public_uuids

    versions = list(get_versions(public_uuids()).values())
    small = measure(build_schools(1, versions))
    large = measure(build_schools(size - 1, versions)) if size > 1 else small
    lines = []
    for name, (taken, queries) in large.items():
        before, fewer = small[name]
        if queries != fewer:
            raise AssertionError(f"{name}: {fewer} queries at one school, {queries} at {size}")
        growth = taken / before
        lines.append(
            {
                "name": f"school.{name}",
                "ours": round(taken, 2),
                "peer": round(before, 2),
                "peer_name": "the same page with one school",
                "ratio": round(growth, 2),
                "unit": "ms p95",
                "size": size,
                "goal": MOST_RATIO,
                "met": growth <= MOST_RATIO,
                "queries": queries,
            }
        )
    return lines


def measure(town: Any) -> dict[str, tuple[float, int]]:
    """Return (ms p95, queries) of every page, over people spread through the town."""
    pages = {
        "diary_of_pupil": [_ask(person, DIARY) for person in _spread(town.pupils)],
        "diary_of_guardian": [_ask(person, DIARY) for person in _spread(town.guardians)],
        "lesson_of_teacher": [
            _ask(who, f"/lessons/{uuid}/") for who, uuid in _spread(town.lessons)
        ],
    }
    return {name: _time(asks) for name, asks in pages.items()}


def _spread(values: list[Any]) -> list[Any]:
    """Return ``ASKED`` of the values, evenly through all schools."""
    step = max(1, len(values) // ASKED)
    return values[::step][:ASKED]


def _ask(person_id: int, url: str) -> Ask:
    from django.conf import settings
    from django.test import Client

    from accounts.api import User

    client = Client(headers={"host": "localhost"})
    person = User.objects.get(pk=person_id)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

    def ask() -> None:
        response = client.get(url)
        if response.status_code != 200 or b"lesson" not in response.content:
            raise RuntimeError(f"{url} answers {response.status_code}")

    return ask


def _time(asks: list[Ask]) -> tuple[float, int]:
    """Return the 95th percentile over the people of each one's best time, and the queries.

    The best of several rounds is the page's own time; what else the machine did is left out.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = set()
    for ask in asks:
        ask()  # the page's templates and the tree are warm from here on
        with CaptureQueriesContext(connection) as captured:
            ask()
        numbers.add(len(captured))
    if len(numbers) != 1:
        raise AssertionError(f"the number of queries depends on the person: {sorted(numbers)}")
    best = [float("inf")] * len(asks)
    for _round in range(ROUNDS):
        for place, ask in enumerate(asks):
            started = time.perf_counter()
            ask()
            best[place] = min(best[place], (time.perf_counter() - started) * 1000)
    return percentile(best, 0.95), numbers.pop()


if __name__ == "__main__":
    main()
