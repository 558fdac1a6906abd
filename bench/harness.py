"""What every benchmark shares: interleaved rounds, medians, one JSON object a line.

A line has ``name, ours, peer, peer_name, ratio, unit, size, goal, met``. ``ratio`` says how many
times better ours is (bigger is better); ``goal`` is the figure an issue asks for or null, and
``met`` compares the two (null without a goal).
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
Round = Callable[[], float]


def read_size(default: int, description: str) -> int:
    """Return ``--size`` of the command line, else ``default``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--size", type=int, default=default, help=f"default {default}")
    size: int = parser.parse_args().size
    if size < 1:
        parser.error("--size must be at least 1")
    return size


def interleave(contenders: Mapping[str, Round], *, rounds: int) -> dict[str, float]:
    """Run every contender ``rounds`` times in alternating order; return the median of each.

    A contender returns the figure of one round. Alternating shares out what the machine does
    besides; the first round of each is a warm-up and does not count.
    """
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    for number in range(rounds):
        order = list(contenders) if number % 2 == 0 else list(reversed(contenders))
        for name in order:
            gc.collect()
            figures[name].append(contenders[name]())
    return {name: statistics.median(values) for name, values in figures.items()}


def interleave_questions(
    contenders: Mapping[str, Callable[[T], object]], questions: Sequence[T], *, rounds: int
) -> dict[str, list[float]]:
    """Return each contender's time for each question, in ms: the median over ``rounds``.

    All contenders get one question right after the other, in alternating order, so that a busy
    moment of the machine meets all of them. One round before does not count.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in questions] for name in contenders}
    for number in range(-1, rounds):
        order = list(contenders) if number % 2 == 0 else list(reversed(contenders))
        for place, question in enumerate(questions):
            for name in order:
                started = time.perf_counter()
                contenders[name](question)
                if number >= 0:
                    taken[name][place].append((time.perf_counter() - started) * 1000)
    return {name: [statistics.median(one) for one in values] for name, values in taken.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` of ``values`` do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def report(
    *,
    name: str,
    ours: float,
    peer: float,
    peer_name: str,
    unit: str,
    size: int,
    goal: float | None = None,
    smaller_is_better: bool = True,
) -> dict[str, object]:
    """Print one result as a line of JSON and return it."""
    better, worse = (ours, peer) if smaller_is_better else (peer, ours)
    ratio = worse / better if better else float("inf")
    line: dict[str, object] = {
        "name": name,
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "peer_name": peer_name,
        "ratio": round(ratio, 2),
        "unit": unit,
        "size": size,
        "goal": goal,
        "met": None if goal is None else ratio >= goal,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return line
