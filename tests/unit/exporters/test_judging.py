"""What becomes of an object of a package, compared with what is here."""

from uuid import UUID, uuid4

import pytest

from exporters.judging import Candidate, judge
from learning_objects.data import KnownObject

HERE, THERE, OTHER = uuid4(), uuid4(), uuid4()
DECISIONS = {number: UUID(int=number) for number in range(1, 9)}


def facts(*numbers: int, text: str = "a") -> dict[int, tuple[str, UUID]]:
    return {number: (text * 64, DECISIONS[number]) for number in numbers}


def candidate(*numbers: int, withdrawn: bool = False, **changes) -> Candidate:
    values = {"uuid": HERE, "title": "Урок", "origin": THERE, "versions": facts(*numbers)}
    return Candidate(**{**values, "withdrawn": withdrawn, **changes})


def known(*numbers: int, origin: UUID | None = THERE, withdrawn: bool = False) -> KnownObject:
    return KnownObject(origin, facts(*numbers), withdrawn)


@pytest.mark.parametrize(
    ("found", "here", "verdict", "numbers"),
    [
        (candidate(1, 2), None, "new", (1, 2)),
        (candidate(1, 2), known(1, 2), "same", ()),
        (candidate(1, 2, 3), known(1), "changed", (2, 3)),
        (candidate(1), known(1, 2), "same", ()),
        (candidate(1, withdrawn=True), known(1), "changed", ()),
        (candidate(1, withdrawn=True), known(1, withdrawn=True), "same", ()),
        (candidate(1, withdrawn=True), known(1, 2), "same", ()),
        (candidate(1), known(1, withdrawn=True), "same", ()),
        (candidate(1, 2), known(1, withdrawn=True), "changed", (2,)),
        (candidate(1), known(1, origin=None), "same", ()),
        (candidate(1, 2), known(1, origin=None), "refused", ()),
        (candidate(1), known(origin=None), "refused", ()),
        (candidate(1), known(1, origin=OTHER), "refused", ()),
        (candidate(1, versions=facts(1, text="b")), known(1), "refused", ()),
        (candidate(1, faults=("body: x",)), None, "refused", ()),
    ],
)
def test_verdicts(found, here, verdict, numbers):
    line = judge(found, here, taken={})
    assert (line.verdict, line.numbers) == (verdict, numbers)
    assert bool(line.reason) == (verdict == "refused")


def test_a_decision_counts_for_one_object_only():
    assert judge(candidate(1), None, taken={DECISIONS[1]: OTHER}).verdict == "refused"
    assert judge(candidate(1), known(1), taken={DECISIONS[1]: HERE}).verdict == "same"
