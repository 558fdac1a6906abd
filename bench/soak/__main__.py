"""Experts and authors as separate processes that are killed again and again, for five terms.

    make soak [SCALE=1]
    .venv/bin/python -m tools.services --only postgresql -- .venv/bin/python -m bench.soak

At ``--scale 1``: 200 experts (ten of them chiefs), 1,000 authors, two readers, two sweepers. Prints
one JSON object and ends with 1 when an invariant is broken or a process failed otherwise than by
the SIGKILL it was sent.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

EXPERTS, AUTHORS = 200, 1_000
PATIENCE = 90.0
MOMENT = 0.05
# Seconds of the drain that a term takes: claims do not expire under those who vote.
SLOW = 3_000


def main() -> int:
    """Run a soak; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the people")
    parser.add_argument("--terms", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=240.0, help="wall time of a term")
    parser.add_argument("--works", type=float, default=0.4, help="share that writes in a term")
    parser.add_argument("--deadly", type=float, default=0.0003, help="chance of a statement")
    given = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.soak.site_settings"
    with tempfile.TemporaryDirectory(prefix="mesh-soak-") as folder:
        os.environ["DATA_DIR"] = folder
        import django

        django.setup()
        report = soak(given, Path(folder))
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0 if report["holds"] else 1


def soak(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Play the terms and the drain, and count."""
    from django.core.management import call_command
    from django.db import connections

    from bench.soak.processes import Crowd
    from bench.soak.world import World

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    world = World(folder, given.terms, given.seconds, given.works, given.deadly)
    roles = _cast(given.scale)
    crowd = Crowd(world)
    crowd.rehearse(roles)
    connections.close_all()
    started = time.monotonic()
    try:
        for role in roles:
            crowd.invite(role)
        print(f"{len(roles)} people", file=sys.stderr)
        gc.freeze()
        _play(world, crowd)
        minutes = (time.monotonic() - started) / 60
        drained = _drain(world, crowd)
    finally:
        crowd.stop()
    return _report(given, world, crowd, minutes=minutes, drained=drained)


def _cast(scale: float) -> list[Any]:
    """Make the people and say who does what."""
    from bench.soak import people
    from bench.soak.processes import Role
    from moderation.api import ensure_central_institute
    from moderation.models import ReviewRule
    from tests.factories.people import make_user

    ReviewRule.objects.create(
        institute=ensure_central_institute(), kind="scenario", second_reader=True, panel=3
    )
    experts = max(8, round(EXPERTS * scale))
    chiefs = max(1, experts // 20)
    roles = [Role(people.lead, make_user("chief_moderator").pk, 2.0) for _ in range(chiefs)]
    roles += [Role(people.review, make_user("moderator").pk, 2.0) for _ in range(experts - chiefs)]
    authors = max(10, round(AUTHORS * scale))
    roles += [Role(people.write, make_user("author").pk, 12.0) for _ in range(authors)]
    nobody = make_user().pk
    roles += [Role(people.read, nobody, 4.0), Role(people.clean_up, nobody, 2.0)] * 2
    return roles


def _play(world: Any, crowd: Any) -> None:
    """Let the simulated terms go by."""
    started = time.monotonic()
    while (elapsed := (time.monotonic() - started) / world.seconds) < world.terms:
        world.set_clock(elapsed)
        crowd.go_on(MOMENT)


def _drain(world: Any, crowd: Any) -> float:
    """Bring what was begun to its end without crashes; return the seconds that it took.

    Gives up when nothing was decided for ``PATIENCE`` seconds: then something is stuck.
    """
    world.drain()
    started = moved = time.monotonic()
    before = _left()
    while before[0] and time.monotonic() - moved < PATIENCE:
        world.set_clock(world.terms + (time.monotonic() - started) / SLOW)
        crowd.go_on(1)
        left = _left()
        moved, before = (time.monotonic() if left != before else moved), left
    return time.monotonic() - started


def _left() -> tuple[int, int]:
    """Return how many submissions are open and how many votes there are."""
    from django.db import connections

    from moderation.data import OPEN_STATES
    from moderation.models import Submission, Vote

    found = Submission.objects.filter(state__in=OPEN_STATES).count(), Vote.objects.count()
    connections.close_all()  # forks must not share it
    return found


def _report(
    given: argparse.Namespace, world: Any, crowd: Any, *, minutes: float, drained: float
) -> dict[str, Any]:
    from bench.soak.invariants import broken
    from bench.soak.processes import CRASHED, FAILED
    from moderation.models import Decision, Submission, Vote

    figures = {name: number for name, number in broken(world).items() if number}
    failures = world.told("failure")
    return {
        "scale": given.scale,
        "terms": given.terms,
        "minutes": round(minutes, 1),
        "drain_seconds": round(drained),
        "submissions": Submission.objects.count(),
        "votes": Vote.objects.count(),
        "decisions": Decision.objects.count(),
        "acts": len(world.told("act")),
        "processes": crowd.ended.total(),
        "crashes": crowd.ended[CRASHED],
        "refusals": Counter(world.told("refused")),
        "failures": failures[:5],
        "broken": figures,
        "holds": not figures and not failures and not crowd.ended[FAILED],
    }


if __name__ == "__main__":
    sys.exit(main())
