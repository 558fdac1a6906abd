"""Simple items scored per second, against a bare ``==`` on normalised strings; growth with size.

Simple: single choice, short answer, number and a sequence of digits in turns, answers right and
wrong. The peer normalises the answer by the same rules and compares it with the key: what no
scoring can do without. Reasons, feedback and points in Decimal are ours on top. Seconds are those
of one core (process time).

    .venv/bin/python -m bench.assessment [--size 20000]
"""

from __future__ import annotations

import time
from typing import Any

from assessment.items.item import AssessmentItem
from assessment.items.outcome import ItemResponse
from assessment.items.text import TextRule
from assessment.scoring.item_scoring import score_item
from assessment.scoring.normalising import fold
from bench.harness import interleave, report

GOAL_PER_SECOND = 20_000
ROUNDS = 7
SIMPLE: list[tuple[dict[str, Any], str, str]] = [
    (
        {
            "type": "single_choice",
            "choices": [{"id": one, "html": f"<b>Ответ {one}</b>"} for one in "abcd"],
            "key": "c",
        },
        "c",
        "a",
    ),
    ({"type": "short_answer", "variants": [{"text": "ёлка"}, {"text": "ель"}]}, "ЕЛЬ", "сосна"),
    ({"type": "number", "variants": [{"value": "1.5"}]}, "1,5", "1,6"),
    ({"type": "digit_sequence", "keys": ["314"]}, "3 1 4", "413"),
]


def make_item(interaction: dict[str, Any]) -> AssessmentItem:
    return AssessmentItem.model_validate({"parts": [{"id": "p", "interaction": interaction}]})


def measure(size: int) -> None:
    """Report items a second, the ratio to the peer, and growth from 10 to 100 pairs."""
    told = [
        (make_item(interaction), ItemResponse({"p": answer}), answer, fold(right, TextRule()))
        for interaction, right, wrong in SIMPLE
        for answer in (right, wrong)
    ]
    cases = [told[number % len(told)] for number in range(size)]
    rule = TextRule()

    def ours() -> float:
        started = time.process_time()
        for item, response, _, _ in cases:
            score_item(item, response)
        return size / (time.process_time() - started)

    def peer() -> float:
        started = time.process_time()
        for _, _, answer, key in cases:
            _ = fold(answer, rule) == key
        return size / (time.process_time() - started)

    figures = interleave({"ours": ours, "peer": peer}, rounds=ROUNDS)
    report(
        name="assessment.simple_items",
        ours=figures["ours"],
        peer=figures["peer"],
        peer_name="bare == on normalised strings",
        unit="items/s",
        size=size,
        smaller_is_better=False,
    )
    report_goal(figures["ours"], size)
    measure_growth()


def report_goal(ours: float, size: int) -> None:
    """Report the items a second against what is asked for."""
    report(
        name="assessment.simple_items_goal",
        ours=ours,
        peer=GOAL_PER_SECOND,
        peer_name="20,000 items/s on one core",
        unit="items/s",
        size=size,
        goal=1.0,
        smaller_is_better=False,
    )


def measure_growth() -> None:
    """Report how much longer a pair takes in a matching of 400 than in one of 40."""
    figures = interleave(
        {"large": lambda: time_pair(400), "small": lambda: time_pair(40)}, rounds=ROUNDS
    )
    report(
        name="assessment.growth",
        ours=figures["large"],
        peer=figures["small"],
        peer_name="a pair of a matching ten times smaller",
        unit="µs per pair",
        size=400,
        goal=0.67,
    )


def time_pair(size: int) -> float:
    """Return the microseconds that a pair of a matching of this size takes."""
    choices = [{"id": f"n{number}", "html": str(number)} for number in range(size)]
    key = {one["id"]: one["id"] for one in choices}
    item = make_item({"type": "matching", "left": choices, "right": choices, "key": key})
    response = ItemResponse({"p": key})
    turns = 8_000 // size
    started = time.process_time()
    for _ in range(turns):
        score_item(item, response)
    return (time.process_time() - started) / (turns * size) * 1e6
