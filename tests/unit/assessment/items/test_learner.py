"""What a learner's client gets of an item has no key material in it, whatever the interaction."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessment.items.item import AssessmentItem
from assessment.items.learner import public_view
from tests.factories.items import GOOD, TYPES, make_item

SECRET = "ТАЙНА"
# Fields that tell what is right, or are said only after an answer.
TELLING = {
    "key", "keys", "other_keys", "variants", "numbers", "tolerance", "share", "weight", "scoring",
    "feedback", "feedback_true", "feedback_false", "sample", "grader_notes", "xml", "notes",
    "solution", "realisation", "penalty", "rule", "tags",
}  # fmt: skip
SAID_LATER = {
    "feedback", "feedback_true", "feedback_false", "sample", "grader_notes", "notes", "solution",
}  # fmt: skip
# Keys that are not among what is shown: their very text must not be there.
UNSHOWN = {
    "short_answer": ["ёлка", "ель"],
    "digit_sequence": ["314"],
    "number": ["1.5"],
    "quantity": ["36", "км/ч"],
    "formula": ["x^2-1"],
    "text_gaps": ["Москва", "Москве", "879"],
    "number_line": ["-2"],
    "graph_plot": ['["0", "1"]', '["1", "3"]'],
    "qti": ["correct", "Москва"],
}


def names_in(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node).union(*map(names_in, node.values()))
    if isinstance(node, list):
        return set().union(*map(names_in, node))
    return set()


def hide_words(node: Any, name: str = "") -> Any:
    """Return the item with a secret in every text that is said after an answer, or of a hint."""
    if isinstance(node, dict):
        return {key: hide_words(value, key) for key, value in node.items()}
    if isinstance(node, list):
        if name == "hints":
            return [{**one, "html": SECRET} for one in node]
        return [hide_words(one, name) for one in node]
    is_text = isinstance(node, str)
    return SECRET if is_text and name in {*SAID_LATER, "right", "wrong", "general"} else node


@pytest.mark.parametrize("kind", TYPES)
def test_no_field_of_the_key_is_in_the_payload(kind):
    assert not names_in(public_view(make_item(kind), seed=1)) & TELLING


@pytest.mark.parametrize("kind", TYPES)
def test_no_word_said_after_an_answer_is_in_the_payload(kind):
    item = AssessmentItem.model_validate(hide_words(make_item(kind).model_dump(mode="json")))

    assert SECRET in item.model_dump_json()
    assert SECRET not in json.dumps(public_view(item, seed=1), ensure_ascii=False)


@pytest.mark.parametrize("kind", UNSHOWN)
def test_no_key_that_is_not_shown_is_in_the_payload(kind):
    view = public_view(make_item(kind), seed=1)
    payload = json.dumps(view["parts"], ensure_ascii=False)

    for text in UNSHOWN[kind]:
        assert text in json.dumps(GOOD[kind][0], ensure_ascii=False)
        assert text not in payload


def test_regions_and_zones_are_there_where_the_learner_sees_them():
    def interaction(kind, **flags):
        item = make_item(kind)
        part = item.parts[0]
        changed = part.interaction.model_copy(update=flags)
        shown = item.model_copy(
            update={"parts": (part.model_copy(update={"interaction": changed}),)}
        )
        return public_view(shown, seed=1)["parts"][0]["interaction"]

    assert [r["id"] for r in interaction("hotspot")["regions"]] == ["r1", "r2"]
    assert "regions" not in interaction("hotspot", shows_regions=False)
    assert set(interaction("drag_on_image")["zones"][0]) == {
        "id",
        "shape",
        "coords",
        "label",
        "group",
    }
    assert "zones" not in interaction("drag_on_image", shows_zones=False)


def test_what_is_shuffled_keeps_its_order_for_a_seed():
    views = [public_view(make_item("matching"), seed=seed) for seed in (1, 1, 2, 3, 4)]

    assert views[0] == views[1]
    assert len({json.dumps(view) for view in views}) > 1


@pytest.mark.parametrize(
    ("kind", "field", "changes"),
    [
        ("ordering", "entries", {"key": ["a", "b", "c", "d"]}),
        ("matching", "right", {"key": {"a": "a", "b": "b", "c": "c"}}),
    ],
)
def test_what_stands_in_the_order_of_the_key_is_shuffled_whatever_the_item_says(
    kind, field, changes
):
    def names(changed):
        item = make_item(kind)
        part = item.parts[0]
        one = type(part.interaction).model_validate(
            {**part.interaction.model_dump(), "shuffle": False, **changed}
        )
        item = item.model_copy(update={"parts": (part.model_copy(update={"interaction": one}),)})
        views = [public_view(item, seed=seed) for seed in range(20)]
        shown = [view["parts"][0]["interaction"][field] for view in views]
        return {"".join(entry["id"] for entry in entries) for entries in shown}

    assert len(names(changes)) > 1
    assert len(names({})) == 1
