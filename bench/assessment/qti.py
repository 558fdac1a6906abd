"""QTI items processed a second, and how the time of one grows with its size.

The peer is reading the item's XML alone: what a processor that keeps nothing would spend before
it starts. ``growth`` is the time of an item four times as large over that of the small one,
divided by four: 1 is linear.

    .venv/bin/python -m bench.assessment.qti
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from bench.harness import interleave, report

ROUNDS = 7
ANSWERED = 400
SIZES = (50, 200)
GROWTH_GOAL = 0.75  # 1 over the growth: at most a third more than linear

CHOICE = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i"
 title="t"><responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
<correctResponse><value>a</value><value>b</value></correctResponse><mapping lowerBound="0"
 defaultValue="0"><mapEntry mapKey="a" mappedValue="1"/><mapEntry mapKey="b" mappedValue="1"/>
<mapEntry mapKey="c" mappedValue="-1"/></mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">
<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>
<simpleChoice identifier="c">C</simpleChoice></choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response"/>
</assessmentItem>"""


def measure() -> None:
    """Measure and print one JSON object a line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.lifecycle_settings")
    import django

    django.setup()
    _measure_items()
    _measure_growth()


def _measure_items() -> None:
    from assessment.scoring.qti.processing import process_item
    from assessment.scoring.qti.tree import read_tree

    answers = {"RESPONSE": ["a", "c"]}
    rates = interleave(
        {
            "ours": _rate(lambda: process_item(CHOICE, answers)),
            "peer": _rate(lambda: read_tree(CHOICE)),
        },
        rounds=ROUNDS,
    )
    report(
        name="assessment: QTI items processed",
        ours=rates["ours"],
        peer=rates["peer"],
        peer_name="reading the XML alone",
        unit="items/s",
        size=ANSWERED,
        goal=1.0,
        smaller_is_better=False,
    )


def _rate(work: Callable[[], object]) -> Callable[[], float]:
    def measure() -> float:
        started = time.perf_counter()
        for _ in range(ANSWERED):
            work()
        return ANSWERED / (time.perf_counter() - started)

    return measure


def make_long_item(conditions: int) -> str:
    """Return an item whose processing has so many conditions, one after another."""
    one = (
        '<responseCondition><responseIf><member><baseValue baseType="identifier">c{0}</baseValue>'
        '<variable identifier="RESPONSE"/></member><setOutcomeValue identifier="SCORE"><sum>'
        '<variable identifier="SCORE"/><baseValue baseType="float">0.5</baseValue></sum>'
        "</setOutcomeValue></responseIf></responseCondition>"
    )
    rules = "".join(one.format(number % 9) for number in range(conditions))
    start = CHOICE[: CHOICE.index("<responseProcessing")]
    return f"{start}<responseProcessing>{rules}</responseProcessing></assessmentItem>"


def _measure_growth() -> None:
    from assessment.scoring.qti.processing import process_item

    answers = {"RESPONSE": ["c1", "c2"]}
    small, large = (make_long_item(size) for size in SIZES)

    def timed(xml: str) -> Callable[[], float]:
        def measure() -> float:
            started = time.perf_counter()
            for _ in range(50):
                process_item(xml, answers)
            return (time.perf_counter() - started) / 50 * 1000

        return measure

    times = interleave({"small": timed(small), "large": timed(large)}, rounds=ROUNDS)
    growth = times["large"] / times["small"] / (SIZES[1] / SIZES[0])
    report(
        name="assessment: growth of QTI processing with the size of the item",
        ours=growth,
        peer=1.0,
        peer_name=f"linear growth from {SIZES[0]} conditions",
        unit="times linear",
        size=SIZES[1],
        goal=GROWTH_GOAL,
    )


if __name__ == "__main__":
    measure()
