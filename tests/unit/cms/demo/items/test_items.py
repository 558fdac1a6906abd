"""Every item of the demo: whole, findable, teaching, and worth what its key says."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.util import find_spec
from typing import Any, get_args

import pytest

from assessment.items.item import AssessmentItem, Interaction
from assessment.items.outcome import ItemResponse, Verdict
from assessment.scoring.item_scoring import score_item
from framework.actions.importing import STARTER
from tests.unit.cms.demo.items.records import (
    FOLDER,
    MANUAL,
    RECORDS,
    item_of,
    read_records,
    right_answer,
    wrong_choices,
)

KEYS = sorted(RECORDS)
# Left out where this tree has no engine for formulas yet.
COMPARED_APART = (
    set() if find_spec("assessment.scoring.formula.judging") is not None else {"formula"}
)
# What the starter framework lacks: the whole federal programmes have it (README of the folder).
BEYOND_STARTER = {"Окружающий мир", "Иностранный (английский) язык"}


OF_PROGRAMS = re.compile(
    r"тест(ом|ами)|модул(е|ем) [a-z]|зёрн|матриц|[Пп]рочитано|напечатанных"
    r"|[a-z_]\.[a-z_]|\w+\(\w+[,)]| in "
)
# To be given a second item; none is left.
ONCE_ONLY: set[str] = set()


def topics_of_starter() -> set[tuple[str, int, str]]:
    programmes = [json.loads(path.read_text(encoding="utf-8")) for path in STARTER.glob("*.json")]
    return {
        (programme["subject"], grade["grade"], topic["title"])
        for programme in programmes
        for grade in programme["grades"]
        for section in grade["sections"]
        for topic in section["topics"]
    }


def sayings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [inner for name, inner in value.items() if name != "xml"]
    return [text for inner in value for text in sayings(inner)] if isinstance(value, list) else []


def test_no_key_stands_twice() -> None:
    counted = Counter(record["key"] for record in read_records())

    assert [key for key, count in counted.items() if count > 1] == []


def test_every_interaction_is_used_twice() -> None:
    union = get_args(get_args(Interaction)[0])
    known = {member.model_fields["type"].default for member in union}
    used = Counter(part.interaction.type for key in KEYS for part in item_of(key).parts)

    assert used.keys() == known
    assert {name for name in known if used[name] < 2} == ONCE_ONLY


@pytest.mark.parametrize("key", KEYS)
def test_item_is_whole(key: str) -> None:
    record, item = RECORDS[key], item_of(key)

    assert item.title
    assert item.solution
    assert item.notes
    assert item.points > 0
    assert 1 <= record["grade"] <= 11
    assert 0 < record["difficulty"] < 1
    assert record["check"]["by"] in {"computation", "second reading"}
    assert len(record["check"]["note"]) >= 15
    # What a teacher reads of the key's checking is what was done, not what was still owed.
    assert item.notes.startswith(("Ключ проверен вычислением: ", "Второе чтение: "))
    assert "ещё не" not in item.notes
    # Nor does it speak of how a program did it, or say «read anew» of a second reading.
    assert not OF_PROGRAMS.search(item.notes)
    # Every interaction can be answered by lists and fields alone.
    assert not re.search("[Пп]еретащит", " ".join(sayings(RECORDS[key])))
    for part in item.parts:
        assert part.hints, part.id
        assert [wrong for wrong, word in wrong_choices(part) if not word] == []


def test_topics_stand_in_the_framework() -> None:
    known = topics_of_starter()
    lacking = {
        (topic["subject"], topic["grade"], topic["title"])
        for record in RECORDS.values()
        for topic in record["topics"]
    } - known

    assert all(record["topics"] for record in RECORDS.values())
    assert {
        topic
        for topic in lacking
        if topic[0] not in BEYOND_STARTER and topic[1] not in {1, 2, 3, 4, 10, 11}
    } == set()


@pytest.mark.parametrize("key", KEYS)
def test_key_scores_all_and_an_empty_answer_is_no_mistake(key: str) -> None:
    item = item_of(key)
    if any(part.interaction.type in COMPARED_APART for part in item.parts):
        pytest.skip("no engine for formulas in this tree")
    parts = [part for part in item.parts if part.interaction.type not in MANUAL]
    answers = {part.id: right_answer(part) for part in parts}

    full = {part.part: part for part in score_item(item, ItemResponse(answers)).parts}
    empty = score_item(item, ItemResponse({}))

    for part in parts:
        assert full[part.id].verdict == Verdict.RIGHT, full[part.id]
        assert full[part.id].points == part.points
    assert {part.verdict for part in empty.parts} == {Verdict.EMPTY}


def _expected_wrong(item: AssessmentItem) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for part in item.parts:
        one: Any = part.interaction
        if one.type == "single_choice":
            found += [(part.id, choice.id) for choice in one.choices if choice.id != one.key]
        if one.type == "true_false":
            found.append((part.id, not one.key))
        if one.type == "number":
            found += [(part.id, str(v.value)) for v in one.variants if v.share < 1]
        if one.type == "short_answer":
            found += [(part.id, v.text) for v in one.variants if v.share < 1]
    return found


@pytest.mark.parametrize("key", KEYS)
def test_expected_wrong_answers_score_less_and_hear_their_word(key: str) -> None:
    item = item_of(key)

    for name, answer in _expected_wrong(item):
        scored = score_item(item, ItemResponse({name: answer}))
        part = next(part for part in scored.parts if part.part == name)
        assert part.points is not None
        assert part.points < part.max_points
        assert part.feedback


@pytest.mark.parametrize("key", KEYS)
def test_words_are_clean(key: str) -> None:
    texts = sayings(RECORDS[key])

    for text in texts:
        assert text.count("«") == text.count("»")
        assert "  " not in text
        assert " - " not in text or re.search(r"[a-z0-9)] - [a-z0-9(]", text)
        for name in re.findall(r"</?([a-z0-9]+)", text):
            assert name in {"p", "b", "i", "sub", "sup", "ul", "ol", "li", "br"}


def test_pictures_lie_beside_the_items() -> None:
    wanted = {
        part.interaction.image
        for key in KEYS
        for part in item_of(key).parts
        if getattr(part.interaction, "image", "")
    }

    assert wanted == {path.name for path in (FOLDER / "images").glob("*.svg")}
