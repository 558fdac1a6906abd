"""Lessons of printed plans placed on topics, against BM25 and against counting hours.

``match_topic`` sees one title, ``match_plan`` a whole plan with the hours of every topic off by
up to 30 %. Figures are shares of lessons; goals are the shares that the issue asks for, as ratios
over the peer. A line a programme follows. Then the time of one title and of a long plan.

    .venv/bin/python -m bench.placing [--learn]

``--learn`` learns the coefficients again, leaving out one programme after the other.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from bench.harness import percentile, report
from bench.placing_plans import (
    Plan,
    hits,
    perturbed_hours,
    rank_by_bm25,
    read_plans,
    right_with_reserve_in_place,
)

SETTINGS = "bench.lifecycle_settings"
DRAWS = 5
FIRST, IN_FIVE, PLANNED = 0.62, 0.88, 0.90
Hits = Mapping[tuple[str, int], list[bool]]


def main() -> None:
    """Measure and print one JSON object a line."""
    with tempfile.TemporaryDirectory(prefix="mesh-bench-") as name:
        plans = _prepare(Path(name))
        if "--learn" in sys.argv[1:]:
            from bench.placing_learning import learn

            learn(plans)
            return
        _measure_titles(plans)
        _measure_plans(plans)
        _measure_time(plans)


def _prepare(folder: Path) -> list[Plan]:
    """Make a database of its own with all programmes in it."""
    os.environ["DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    from core.api import now
    from framework.api import get_tree, import_frp

    shared = Path(settings.SHARED_DATA_DIR)
    if not (shared / "framework" / "lesson-plans.json").is_file():
        raise SystemExit(f"no lesson plans in {shared} (set MESH_SHARED_DATA)")
    call_command("migrate", run_syncdb=True, verbosity=0)
    import_frp(path=shared / "framework" / "frp-2025", by=None, now=now())
    return read_plans(shared, get_tree())


def rank_by_topic(plan: Plan) -> list[list[UUID]]:
    """Return what ``match_topic`` finds for every lesson alone."""
    from search.api import match_topic

    found = (match_topic(title, plan.programme, plan.grade) for title in plan.lessons)
    return [[placement.topic for placement in placements] for placements in found]


def rank_by_plan(plan: Plan, hours: Mapping[UUID, float]) -> list[list[UUID]]:
    """Return what ``match_plan`` finds for every lesson."""
    from search.api import match_plan

    placed = match_plan(plan.lessons, plan.programme, plan.grade, hours=hours)
    return [[placement.topic] for placement in placed]


def rank_by_hours(plan: Plan, hours: Mapping[UUID, float]) -> list[list[UUID]]:
    """Return what counting the given hours alone finds: empty titles have no words."""
    from search.api import match_plan

    empty = [""] * len(plan.lessons)
    placed = match_plan(empty, plan.programme, plan.grade, hours=hours)
    return [[placement.topic] for placement in placed]


def _measure_titles(plans: list[Plan]) -> None:
    ours = {(p.file, p.grade): rank_by_topic(p) for p in plans}
    peer = {(p.file, p.grade): rank_by_bm25(p) for p in plans}
    for name, within, goal in (("first", 1, FIRST), ("five", 5, IN_FIVE)):
        for truth, right in (("", None), (".reserve_in_place", right_with_reserve_in_place)):
            found = [
                {
                    (p.file, p.grade): hits(
                        ranks[p.file, p.grade], right(p) if right else p.right, within
                    )
                    for p in plans
                }
                for ranks in (ours, peer)
            ]
            _report(
                f"placing.topic.{name}{truth}",
                plans,
                ours=found[0],
                peer=found[1],
                peer_name="BM25",
                goal=goal,
            )


def _measure_plans(plans: list[Plan]) -> None:
    rights = {"": lambda plan: plan.right, ".reserve_in_place": right_with_reserve_in_place}
    ours, peer = (
        {truth: {(p.file, p.grade): [] for p in plans} for truth in rights} for _ in range(2)
    )
    for draw in range(DRAWS):
        dice = random.Random(draw)
        for plan in plans:
            hours, place = perturbed_hours(plan, dice), (plan.file, plan.grade)
            found, counted = rank_by_plan(plan, hours), rank_by_hours(plan, hours)
            for truth, right in rights.items():
                ours[truth][place] += hits(found, right(plan), 1)
                peer[truth][place] += hits(counted, right(plan), 1)
    for truth in rights:
        _report(
            f"placing.plan.first{truth}",
            plans,
            ours=ours[truth],
            peer=peer[truth],
            peer_name="the same without words",
            goal=PLANNED,
        )


def _report(
    name: str, plans: list[Plan], *, ours: Hits, peer: Hits, peer_name: str, goal: float
) -> None:
    def line(suffix: str, chosen: Callable[[Plan], bool], goal: float | None) -> None:
        places = [(plan.file, plan.grade) for plan in plans if chosen(plan)]
        mine = [hit for place in places for hit in ours[place]]
        other = [hit for place in places for hit in peer[place]]
        floor = statistics.mean(other)
        report(
            name=f"{name}{suffix}",
            ours=statistics.mean(mine),
            peer=floor,
            peer_name=peer_name,
            unit="share",
            size=len(mine),
            goal=goal and round(goal / floor, 3),
            smaller_is_better=False,
        )

    line("", lambda plan: True, None if "reserve" in name else goal)
    line(".plans_in_order", lambda plan: plan.in_order, None)
    for file in dict.fromkeys(plan.file for plan in plans):
        line(f".{file.removesuffix('.json')}", lambda plan, file=file: plan.file == file, None)


def _measure_time(plans: list[Plan]) -> None:
    from search.api import match_plan, match_topic

    taken = []
    for plan in plans:
        match_topic("", plan.programme, plan.grade)
        for title in plan.lessons:
            started = time.perf_counter()
            match_topic(title, plan.programme, plan.grade)
            taken.append((time.perf_counter() - started) * 1000)
    name = "the 10 ms asked for"
    for share in (50, 99):
        report(
            name=f"placing.topic.p{share}",
            ours=percentile(taken, share / 100),
            peer=10,
            peer_name=name,
            unit="ms",
            size=len(taken),
        )
    long = max(plans, key=lambda plan: len(plan.topics))
    titles = (list(long.lessons) * 10)[:200]
    started = time.perf_counter()
    match_plan(titles, long.programme, long.grade)
    seconds = time.perf_counter() - started
    name = "the second asked for"
    report(
        name="placing.plan.time", ours=seconds, peer=1, peer_name=name, unit="s", size=len(titles)
    )


if __name__ == "__main__":
    main()
