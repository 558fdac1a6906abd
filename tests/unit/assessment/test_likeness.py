"""Identifiers that a reader made up make no difference; everything else does."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.data import AssessmentItem
from assessment.likeness import likeness_of, merge_items
from tests.factories.bank import choice_item
from tests.factories.items import TYPES, make_item


def choices(ids, texts, key):
    made = [{"id": name, "html": text} for name, text in zip(ids, texts, strict=True)]
    one = {"type": "single_choice", "choices": made, "key": key}
    return AssessmentItem.model_validate({"parts": [{"id": "p", "interaction": one}]})


@given(ids=st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=3, unique=True))
def test_names_make_no_difference_texts_and_keys_do(ids):
    texts = ["a", "b", "c"]
    first = likeness_of(choices("xyz", texts, "y"))
    assert likeness_of(choices(ids, texts, ids[1])) == first
    assert likeness_of(choices(ids, texts, ids[0])) != first
    assert likeness_of(choices(ids, ["b", "a", "c"], ids[1])) != first


@pytest.mark.parametrize("kind", TYPES)
def test_renamed_parts_of_any_kind_are_alike(kind):
    item = make_item(kind)
    part = item.parts[0].model_copy(update={"id": "another"})
    assert likeness_of(item.model_copy(update={"parts": (part,)})) == likeness_of(item)
    titled = item.model_copy(update={"title": f"{item.title}!"})
    assert likeness_of(titled) != likeness_of(item)


def test_renamed_gaps_are_alike():
    said = json.dumps(make_item("text_gaps").model_dump(mode="json"))
    names = {gap.id for gap in make_item("text_gaps").parts[0].interaction.gaps}
    for number, name in enumerate(sorted(names)):
        said = said.replace(f'"{name}"', f'"hole{number}"').replace(
            f"{{{{{name}}}}}", f"{{{{hole{number}}}}}"
        )
    renamed = AssessmentItem.model_validate_json(said)
    assert likeness_of(renamed) == likeness_of(make_item("text_gaps"))


def test_what_the_format_lacks_stays():
    ours = choice_item()
    bare = ours.model_copy(update={"notes": "", "solution": ""})
    edited = bare.model_copy(update={"title": "Иначе"})
    merged = merge_items(base=bare, read=edited, ours=ours)
    assert merged == ours.model_copy(update={"title": "Иначе"})
    assert merge_items(base=bare, read=bare, ours=ours) == ours


def test_texts_that_the_format_joins_are_not_doubled():
    ours = choice_item().model_copy(update={"stimulus": "Прочтите."})
    part = ours.parts[0]
    joined = part.model_copy(update={"prompt": f"Прочтите.\n{part.prompt}"})
    base = ours.model_copy(update={"stimulus": "", "parts": (joined,)})
    new = joined.model_copy(update={"prompt": "Прочтите это.\nЧто?"})
    merged = merge_items(base=base, read=base.model_copy(update={"parts": (new,)}), ours=ours)
    assert (merged.stimulus, merged.parts[0].prompt) == ("", "Прочтите это.\nЧто?")
    assert merged.parts[0].hints == part.hints
