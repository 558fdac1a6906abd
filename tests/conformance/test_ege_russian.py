"""ЕГЭ in Russian: keys of 70 variants that nobody here wrote (figures in docs/conformance.md)."""

from __future__ import annotations

import json
import os
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assessment.items.item import AssessmentItem
from assessment.items.outcome import ItemResponse, Verdict
from assessment.scoring.exam_rules import apply_rule
from assessment.scoring.item_scoring import score_item
from assessment.scoring.normalising import fold
from tests.factories.items import make_part

DATA = Path(os.environ.get("MESH_SHARED_DATA", "../shared/data")) / "assessment" / "ege-russian"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"no {DATA}"),
]
# Keys that name a choice which the task of the file does not have: an examination form takes any
# digit, so they are scored as what is written on it.
CHOICES_MISSING = {
    ("task_11767720", "22"),
    ("task_12214291", "20"),
    ("task_12702643", "22"),
    ("task_9999705", "18"),
}


@cache
def tasks() -> list[tuple[tuple[str, str], dict[str, Any]]]:
    return [
        ((path.stem, task["id"]), task)
        for path in sorted(DATA.glob("*.json"))
        for task in json.loads(path.read_text(encoding="utf-8"))
    ]


def keys_of(task: dict[str, Any]) -> list[Any]:
    solution = task["solution"]
    return solution.get("correct_variants") or [solution["correct"]]


def build(name: tuple[str, str], task: dict[str, Any]) -> tuple[AssessmentItem, list[Any]]:
    """Return the task as a native item, and every answer that its key lists."""
    question, keys, points = task["question"], keys_of(task), str(task["score"])
    kind = question["type"]
    if kind == "text":
        made = apply_rule("ege_russian_word", variants=[{"text": key} for key in keys])
        return make_part(made, points=points), keys
    # 31 tasks give one number to two of their choices: the form asks for the number.
    ids = list(dict.fromkeys(str(one["id"]) for one in question["choices"]))
    choices = [{"id": one, "html": one} for one in ids]
    if kind == "matching":
        made = apply_rule(
            "ege_russian_matching",
            left=[{"id": one["id"], "html": one["id"]} for one in question["left"]],
            right=choices,
            key=keys[0],
        )
        return make_part(made, points=points), keys
    if kind == "choice":
        made = apply_rule("ege_one_choice", choices=choices, key=keys[0][0])
        return make_part(made, points=points), [key[0] for key in keys]
    if name in CHOICES_MISSING:
        signs = ["".join(key) for key in keys]
        return make_part(apply_rule("ege_digits_any_order", keys=signs), points=points), signs
    rule = "ege_two_points_minus_one" if points == "2" else "ege_choices"
    sets = list(dict.fromkeys(tuple(sorted(key)) for key in keys))
    made = apply_rule(rule, choices=choices, key=sets[0], other_keys=sets[1:])
    return make_part(made, points=points), keys


def test_every_key_scores_the_official_maximum():
    counted: Counter[str] = Counter()
    misses = []
    for name, task in tasks():
        if task["solution"].get("scoring") == "manual":
            essay = make_part({"type": "essay"}, points=str(task["score"]))
            part = score_item(essay, ItemResponse({"p1": "Сочинение"})).parts[0]
            assert part.verdict is Verdict.MANUAL
            counted["manual"] += 1
            continue
        item, answers = build(name, task)
        counted["keyed"] += 1
        for answer in answers:
            counted["keys"] += 1
            score = score_item(item, ItemResponse({"p1": answer}))
            if score.points != Decimal(task["score"]):
                misses.append((name, score.parts[0].reasons[0].code))

    assert misses == []
    assert counted["keyed"] == 1820
    assert counted["manual"] == 70


def change_text(key: str) -> list[str]:
    """Return the key with each sign changed, left out and doubled by another."""
    return [
        changed
        for place in range(len(key))
        for changed in (
            key[:place] + ("я" if key[place] != "я" else "ю") + key[place + 1 :],
            key[:place] + key[place + 1 :],
            key[:place] + "ъ" + key[place:],
        )
    ]


def changes(item: AssessmentItem, answer: Any) -> list[Any]:
    """Return answers that differ from a key by one sign: changed, missing, added."""
    interaction = item.parts[0].interaction
    match interaction.type:
        case "short_answer":
            return change_text(answer)
        case "single_choice":
            return [one.id for one in interaction.choices if one.id != answer]
        case "matching":
            ids = [one.id for one in interaction.right]
            return [
                {**answer, left: other} for left in answer for other in ids if other != answer[left]
            ] + [{k: v for k, v in answer.items() if k != left} for left in answer]
        case "digit_sequence":
            return [answer[:place] + "0" + answer[place + 1 :] for place in range(len(answer))]
    others = [one.id for one in interaction.choices if one.id not in answer]
    return [
        *([one for one in answer if one != left] for left in answer),
        *([*answer, one] for one in others),
        *([other if one == left else one for one in answer] for left in answer for other in others),
    ]


def is_listed(item: AssessmentItem, answer: Any) -> bool:
    """Tell whether a changed answer is another listed variant, or the same under the rules."""
    interaction = item.parts[0].interaction
    if interaction.type == "short_answer":
        folded = fold(answer, interaction.rule)
        return folded in {fold(one.text, interaction.rule) for one in interaction.variants}
    if interaction.type == "multiple_choice":
        return set(answer) in [set(key) for key in (interaction.key, *interaction.other_keys)]
    return False


def test_a_change_of_one_sign_scores_less_unless_it_is_listed():
    tried = listed = 0
    misses = []
    for name, task in tasks():
        if task["solution"].get("scoring") == "manual":
            continue
        item, answers = build(name, task)
        for answer in answers:
            for changed in changes(item, answer):
                tried += 1
                score = score_item(item, ItemResponse({"p1": changed}))
                if is_listed(item, changed):
                    listed += 1
                    assert score.points == Decimal(task["score"])
                elif score.points >= Decimal(task["score"]):
                    misses.append((name, changed))

    print(f"changes tried: {tried}, listed variants or the same by the rules: {listed}")
    assert misses == []
    assert tried > 30_000


def test_case_yo_and_spaces_make_no_difference():
    for name, task in tasks():
        if task["question"]["type"] != "text" or task["solution"].get("scoring") == "manual":
            continue
        item, answers = build(name, task)
        for key in answers:
            for written in (key.upper(), key.replace("е", "ё"), f" {key[0]} {key[1:]} "):
                score = score_item(item, ItemResponse({"p1": written}))
                assert score.points == Decimal(task["score"]), (name, written)
