"""No key material reaches a learner's client. No database."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessment.items.base import Model
from assessment.items.item import AssessmentItem
from assessment.learner_views import learner_view
from tests.factories.items import TYPES, make_item

SECRET = "тайна"


def marked(value: Any, path: str = "") -> Any:
    """A copy of an item's JSON with a mark in every text that only words can spoil."""
    if isinstance(value, dict):
        return {key: marked(entry, key) for key, entry in value.items()}
    if isinstance(value, list):
        return [marked(entry, path) for entry in value]
    if isinstance(value, str) and path in HIDDEN:
        return f"{value}{SECRET}"
    return value


HIDDEN = {
    "feedback", "feedback_true", "feedback_false", "right", "partly", "wrong", "general",
    "solution", "notes", "sample", "grader_notes", "formula",
}  # fmt: skip
KEYS = {
    "key", "keys", "other_keys", "weight", "weights", "share", "variants", "numbers", "feedback",
    "feedback_true", "feedback_false", "solution", "notes", "sample", "grader_notes", "tolerance",
    "scoring", "rule", "value", "xml", "penalty", "realisation", "correct", "intervals",
}  # fmt: skip


def names_in(view: Any) -> set[str]:
    if isinstance(view, dict):
        return set(view) | {name for value in view.values() for name in names_in(value)}
    if isinstance(view, list):
        return {name for value in view for name in names_in(value)}
    return set()


@pytest.mark.parametrize("kind", TYPES)
def test_the_payload_has_no_key_material(kind):
    item = AssessmentItem.model_validate(marked(make_item(kind).model_dump(mode="json")))
    payload = learner_view(item, 3)
    text = json.dumps(payload, ensure_ascii=False)
    assert SECRET not in text
    assert names_in(payload) & KEYS == set()
    for word in ("correctResponse", "responseProcessing", "match_correct", "<value>"):
        assert word not in text


@pytest.mark.parametrize("kind", ["short_answer", "number", "formula", "text_gaps", "table_input"])
def test_written_keys_stand_nowhere(kind):
    item = make_item(kind)
    text = json.dumps(learner_view(item, 3), ensure_ascii=False).casefold()
    for value in _variants(item.model_dump(mode="json")):
        assert f'"{value.casefold()}"' not in text


def _variants(value: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(value, dict):
        for name in ("variants", "numbers"):
            for variant in value.get(name) or []:
                found |= {str(variant.get(key)) for key in ("text", "value", "formula")}
        return (found | {v for entry in value.values() for v in _variants(entry)}) - {"None"}
    if isinstance(value, list):
        return {v for entry in value for v in _variants(entry)}
    return found


def test_the_order_does_not_tell_the_key_and_stays_for_a_seed():
    item = make_item("ordering")
    seen = {
        str(learner_view(item, seed)["parts"][0]["interaction"]["entries"]) for seed in range(9)
    }
    assert len(seen) > 3
    assert learner_view(item, 5) == learner_view(item, 5)


def test_public_fields_are_fields():
    for model in _models(Model):
        assert set(model.public) <= set(model.model_fields), model


def _models(base: type[Model]) -> list[type[Model]]:
    below = base.__subclasses__()
    return below + [model for sub in below for model in _models(sub)]
