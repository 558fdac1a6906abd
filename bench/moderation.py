"""The institute's daily pages at 100, 1,000, 10,000 and 100,000 open submissions, 200 reviewers.

The queue page, «next for me», a decision (approving with a full rubric, which publishes a version)
and the dashboard, each as 95th percentile and in queries. The queries must not change with the
length of the queue, and the 95th percentile may grow by 1.5 times at most from 1,000 on. Beside
them, in the same run, what bare Wagtail reads for the panel of its home page that lists what waits
for approval; it has no limit, so it is asked only up to ``--peer`` pending tasks.

    .venv/bin/python -m bench.moderation [--size 100000] [--closed 20000] [--peer 1000]
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.harness import percentile

SIZES = (100, 1_000, 10_000, 100_000)
ASKED = 20
ROUNDS = 5
MOST_RATIO = 1.5
FROM = 1_000
Figure = tuple[float, int]


def main() -> None:
    """Measure and print one JSON object a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=SIZES[-1], help="the longest queue")
    parser.add_argument("--closed", type=int, default=20_000, help="decided submissions besides")
    parser.add_argument("--peer", type=int, default=FROM, help="most pending tasks of the peer")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as folder:
        _prepare(folder)
        for line in compare(asked.size, asked.closed, asked.peer):
            print(json.dumps(line, ensure_ascii=False), flush=True)


def _prepare(folder: str) -> None:
    os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="bench.moderation_settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from core.api import now
    from framework import snapshot
    from framework.api import import_starter

    import_starter(by=None, now=now())
    snapshot.CHECK_SECONDS = float("inf")


def compare(largest: int, closed: int, peer_most: int) -> list[dict[str, Any]]:
    """Return the lines of all sizes up to ``largest``."""
    from bench.moderation_queues import Peer, grow, make_people
    from core.api import now

    people, peer = make_people(), Peer()
    sizes = [size for size in SIZES if size <= largest] or [largest]
    found: dict[str, dict[int, Figure]] = {}
    grow(0, people, now=now(), closed=closed)
    for size in sizes:
        grow(size, people, now=now())
        for name, figure in _measure(people).items():
            found.setdefault(name, {})[size] = figure
        if size <= peer_most:
            peer.grow(size)
            answer = _ask_peer(peer)
            if answer:
                found.setdefault("peer", {})[size] = answer
    return list(_lines(found, sizes))


def _ask_peer(peer: Any) -> Figure | None:
    """Return the peer's figure; ``None`` where it cannot answer at all.

    On SQLite the panel's prefetch becomes an expression of more than a thousand terms.
    """
    from django.db import OperationalError

    try:
        return _time([peer.panel], rounds=2)
    except OperationalError as error:
        print(json.dumps({"peer": "fails", "pending": peer.number, "error": str(error)}))
        return None


def _lines(found: dict[str, dict[int, Figure]], sizes: list[int]) -> Any:
    """Yield a line for each page and size; the growth counts from 1,000 on."""
    peer = found.pop("peer", {})
    for name, figures in found.items():
        numbers = {queries for _taken, queries in figures.values()}
        if len(numbers) != 1:
            raise AssertionError(f"{name}: the queries change with the queue: {figures}")
        for size in sizes:
            taken, queries = figures[size]
            growth = taken / figures[FROM][0] if size > FROM and FROM in figures else None
            yield {
                "name": f"moderation.{name}",
                "ours": round(taken, 2),
                "peer": round(peer[size][0], 2) if size in peer else None,
                "peer_name": "the panel of bare Wagtail's home page, without rendering it",
                "ratio": None if growth is None else round(growth, 2),
                "unit": "ms p95; the ratio is growth since 1,000",
                "size": size,
                "goal": None if growth is None else MOST_RATIO,
                "met": None if growth is None else growth <= MOST_RATIO,
                "queries": queries,
                "peer_queries": peer[size][1] if size in peer else None,
            }


def _measure(people: dict[str, Any]) -> dict[str, Figure]:
    """Return (ms p95, queries) of every page at the queue's present length."""
    from bench.moderation_queues import ready_to_decide
    from core.api import now
    from moderation.actions.counting import fold_counts
    from moderation.api import refresh_quality

    refresh_quality(now=now())
    fold_counts()
    waiting = ready_to_decide(ASKED, people)
    experts = people["experts"]
    return {
        "queue": _time([_page(person, "/review/") for person in experts[:ASKED]], ROUNDS),
        "dashboard": _time([_page(people["chief"], "/review/quality/")] * ASKED, ROUNDS),
        "next": _time([_next(person) for person in experts[-2 * ASKED :]], 1),
        "decision": _time([_decide(item) for item in waiting], 1),
    }


def _page(person: Any, url: str) -> Callable[[], Any]:
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

    def ask() -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answers {response.status_code}")

    return ask


def _next(person: Any) -> Callable[[], Any]:
    """Return what claims the next one for a person who holds nothing yet."""
    from accounts.api import User
    from core.api import now
    from moderation.api import claim_next, release
    from moderation.data import QueueFilters

    fresh = User.objects.get(pk=person.pk)

    def take() -> None:
        found = claim_next(filters=QueueFilters(), by=fresh, now=now())
        if found is None:
            raise RuntimeError("nothing was given")
        taken.append(found)

    taken: list[Any] = []

    def undo() -> None:
        from moderation.models import Release, Submission

        release(submission=taken.pop(), by=fresh, now=now())
        Release.objects.filter(person=fresh).delete()
        Submission.objects.filter(claimed_by=fresh).update(claimed_by=None)

    take.undo = undo  # type: ignore[attr-defined]
    return take


def _decide(submission: Any) -> Callable[[], Any]:
    """Return what approves a submission with a full rubric, once."""
    from core.api import now
    from moderation.api import approve, rubric_of

    marks = dict.fromkeys(rubric_of(submission).codes, "yes")

    def decide() -> None:
        version = approve(submission=submission, by=submission.claimed_by, now=now(), marks=marks)
        if version is None:
            raise RuntimeError("the approval published nothing")

    decide.once = True  # type: ignore[attr-defined]
    return decide


def _time(asks: list[Callable[[], Any]], rounds: int) -> Figure:
    """Return the 95th percentile of each one's best time, and the queries (always the same).

    What can be done only once is warmed up and counted by its first two, which are not timed.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    once = getattr(asks[0], "once", False)
    warm, counted, timed = (asks[0], asks[1], asks[2:]) if once else (asks[0], asks[0], asks)
    _do(warm)
    with CaptureQueriesContext(connection) as captured:
        counted()
    queries = len(captured)  # at once: the next request empties the log
    _undo(counted)
    best = [float("inf")] * len(timed)
    for _round in range(1 if once else rounds):
        for place, ask in enumerate(timed):
            started = time.perf_counter()
            ask()
            best[place] = min(best[place], (time.perf_counter() - started) * 1000)
            _undo(ask)
    return percentile(best, 0.95), queries


def _do(act: Callable[[], Any]) -> None:
    act()
    _undo(act)


def _undo(act: Callable[[], Any]) -> None:
    """Take back what the last call did, outside the time that counts."""
    undo = getattr(act, "undo", None)
    if undo is not None:
        undo()


if __name__ == "__main__":
    main()
