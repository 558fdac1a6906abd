"""Moodle XML against Moodle's own fixtures: a question of each type, marks of attempts."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assessment.formats.cases import response_of
from assessment.formats.exchange import Weight
from assessment.formats.moodle.reading import read_moodle
from assessment.scoring.item_scoring import score_item
from tests.conformance.moodle_quiz import quiz

TAKEN = {
    "ddimageortext": "drag_on_image",
    "ddmarker": "drag_on_image",
    "ddwtos": "dropdown_gaps",  # the file so called holds a question of type gapselect
    "essay": "essay",
    "gapselect": "dropdown_gaps",
    "match": "matching",
    "multichoice": "multiple_choice",
    "numerical": "number",
    "ordering": "ordering",
    "shortanswer": "short_answer",
    "truefalse": "true_false",
}
# In the mark of a quiz five places stand, and a third is written 0.3333333.
NEARLY = Decimal("0.00001")


@pytest.fixture
def moodle(shared_data: Path) -> Path:
    """The folder of Moodle's fixtures."""
    return shared_data / "assessment" / "moodle"


def test_every_type_is_taken_or_refused_by_name(moodle: Path) -> None:
    """Each file gives one item of the interaction that its type is, or a refusal with its code."""
    files = sorted(moodle.glob("*-testquestion.moodle.xml"))
    assert len(files) == 12
    for file in files:
        kind = file.name.split("-")[0]
        found = read_moodle(file.read_bytes())
        (entry,) = found.items
        assert entry.item is not None, (kind, entry.problems)
        assert not [p for p in entry.problems if p.weight is Weight.REFUSED]
        parts = [part.interaction.type for part in entry.item.parts]
        assert parts == ([TAKEN[kind]] if kind in TAKEN else [])
        assert entry.folder


def test_marks_of_recorded_attempts(moodle: Path) -> None:
    """Every mark and every sum of set 00 is the one that Moodle gave."""
    steps = _rows(moodle / "quiz-attempts" / "steps00.csv")
    results = _rows(moodle / "quiz-attempts" / "results00.csv")
    assert len(steps) == len(results) == 10
    compared = 0
    for step, result in zip(steps, results, strict=True):
        marks = [_mark(slot, step) for slot in range(1, 8)]
        for slot, mark in enumerate(marks, start=1):
            expected = Decimal(result[f"slots.{slot}.mark"])
            assert abs(mark - expected) <= NEARLY, (step["quizattempt"], slot, mark, expected)
            compared += 1
        assert abs(sum(marks) - Decimal(result["summarks"])) <= NEARLY
    assert compared == 70


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _mark(slot: int, step: dict[str, str]) -> Decimal:
    """Return our mark of a slot, scaled to the one mark that the quiz gives for each."""
    name, answer, variant = _asked(slot, step)
    entries = read_moodle(quiz(name)).items
    item = entries[variant - 1].item
    assert item is not None, entries
    score = score_item(item, response_of(item, answer))
    return score.points / score.max_points


def _asked(slot: int, step: dict[str, str]) -> tuple[str, Any, int]:
    simple = step.get(f"responses.{slot}.answer", "")
    match slot:
        case 1:
            return step["randqs.1"], simple, 1
        case 2:
            return "sumwithvariants", simple, int(step["variants.2"])
        case 3:
            return "match", {name: step[f"responses.3.{name}"] for name in _ANIMALS}, 1
        case 4:
            return "truefalse", simple == "1", 1
        case 5:
            chosen = [name for name in _FOUR if step[f"responses.5.{name}"] == "1"]
            return "two_of_four", chosen, 1
        case 6:
            return "one_of_four", simple, 1
    return "multianswer", [step["responses.7.1.answer"], step["responses.7.2.answer"]], 1


_ANIMALS = ("frog", "cat", "newt")
_FOUR = ("One", "Two", "Three", "Four")
