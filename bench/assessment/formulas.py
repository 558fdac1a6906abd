"""Pairs of formulas judged a second, against plain ``simplify`` in a process under the same limits.

School pairs of each kind, with other numbers in every round (neither side may remember one): half
of them equal, half changed by one sign. Both processes read the same notation and are warm.

    .venv/bin/python -m bench.assessment.formulas
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count

from bench.harness import interleave, report

PAIRS, ROUNDS = 60, 5

KINDS: tuple[Callable[[int, int, int], tuple[str, str]], ...] = (
    lambda a, b, c: (f"(x+{a})*(x-{b})", f"x^2+({a - b})*x-{a * b}"),
    lambda a, b, c: (f"({a}x+{b})^3", f"{a**3}x^3+{3 * a * a * b}x^2+{3 * a * b * b}x+{b**3}"),
    lambda a, b, c: (f"1/(x+{a})+1/(x+{a + b})", f"(2x+{2 * a + b})/((x+{a})*(x+{a + b}))"),
    lambda a, b, c: (f"{a}*sin(x)^2+{a}*cos(x)^2+{b}", f"{a + b}"),
    lambda a, b, c: (f"{2 * a}*sin({b}x)*cos({b}x)", f"{a}*sin({2 * b}x)"),
    lambda a, b, c: (f"sqrt({a * a * b})*y", f"{a}*y*sqrt({b})"),
    lambda a, b, c: (f"2^(x+{a})*2^{b}", f"2^(x+{a + b})"),
    lambda a, b, c: (f"{a}(x+y)-{b}(x-y)", f"{a - b}*x+{a + b}*y"),
)


def make_pairs(seed: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of one round."""
    dealt = random.Random(seed)
    for number in range(PAIRS):
        made = KINDS[number % len(KINDS)]
        a, b, c = (dealt.randint(2, 40) for _ in range(3))
        answer, key = made(a, b, c)
        yield (answer, key) if number % 2 else (f"{answer}+{c}", key)


def measure() -> None:
    """Measure and print one JSON object."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.lifecycle_settings")
    import django

    django.setup()
    from core.api import LimitedServant
    from core.data import ProcessLimits

    limits = ProcessLimits(seconds=60.0, cpu_seconds=3_600, memory_bytes=1_500_000_000)
    ours, peer = (
        LimitedServant((sys.executable, "-m", module), limits=limits, most_answers=100_000)
        for module in ("assessment.scoring.formula.worker", "bench.assessment.plain_sympy")
    )
    rates = interleave({"ours": _rate(ours), "peer": _rate(peer)}, rounds=ROUNDS)
    report(
        name="assessment: formula pairs judged",
        ours=rates["ours"],
        peer=rates["peer"],
        peer_name="sympy's simplify of the difference, in a process under the same limits",
        unit="pairs/s",
        size=PAIRS,
        goal=1.0,
        smaller_is_better=False,
    )


def _rate(servant: object) -> Callable[[], float]:
    rounds = count()

    def run() -> float:
        questions = [
            json.dumps(
                {"answer": answer, "key": key, "variables": [], "domain": "real", "form": "any"}
            ).encode()
            for answer, key in make_pairs(next(rounds))
        ]
        started = time.perf_counter()
        for question in questions:
            servant.ask(question)  # type: ignore[attr-defined]
        return len(questions) / (time.perf_counter() - started)

    return run


if __name__ == "__main__":
    measure()
