from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.changes import compare
from moderation.places import find_place, outline
from tests.factories.moderation import stage, text_block

EMPTY = {
    "title": "Маятник",
    "summary": "",
    "language": "ru",
    "licence": "CC-BY-4.0",
    "length_minutes": 45,
    "topics": [],
    "tags": [],
    "outcome": "",
    "key_points": [],
    "misconceptions": [],
    "keywords": [],
    "planned_results": [],
    "equipment": "",
    "safety": "",
    "body": [],
    "support": "",
    "extension": "",
    "homework": "",
}


def content(**changes):
    return {**EMPTY, **changes}


def test_nothing_changed_nothing_told():
    body = [stage("Опыт", 45, text_block("Слова"))]
    assert compare(content(body=body), content(body=body)) == []


def test_words_of_a_field_are_told_apart():
    (change,) = compare(content(summary="Урок о токе"), content(summary="Урок о силе тока"))
    assert (change.kind, change.place.field) == ("changed", "summary")
    assert [(item.kind, item.text) for item in change.segments if item.kind != "same"] == [
        ("removed", "токе"),
        ("added", "силе тока"),
    ]


def test_blocks_are_followed_by_their_uuid():
    kept, gone, fresh = (text_block(words) for words in ("Стоит", "Ушёл", "Новый"))
    old = [kept, gone]
    new = [fresh, {**kept, "value": "<p>Стоит прямо</p>"}]
    changes = compare(content(body=old), content(body=new))
    assert [(item.kind, item.place.block) for item in changes] == [
        ("added", fresh["id"]),
        ("changed", kept["id"]),
        ("removed", gone["id"]),
    ]


def test_a_change_inside_a_stage_is_told_at_the_block_not_at_the_stage():
    block = text_block("Период")
    before = stage("Опыт", 45, block)
    after = {**before, "value": {**before["value"], "board": [{**block, "value": "<p>Т</p>"}]}}
    (change,) = compare(content(body=[before]), content(body=[after]))
    assert change.place.block == block["id"]
    assert "«Опыт»" in change.place.label


def test_a_replaced_picture_is_a_change_without_words():
    picture = {"type": "image", "id": str(uuid4()), "value": {"image": 1, "alt": "Схема"}}
    other = {**picture, "value": {"image": 2, "alt": "Схема"}}
    (change,) = compare(content(body=[picture]), content(body=[other]))
    assert change.kind == "changed"
    assert {item.kind for item in change.segments} == {"same"}


def test_a_formula_is_compared_by_its_tex():
    formula = {"type": "formula", "id": "f", "value": {"tex": "I = U R", "words": ""}}
    mended = {**formula, "value": {"tex": "I = U / R", "words": ""}}
    (change,) = compare(content(body=[formula]), content(body=[mended]))
    assert any(item.kind == "added" and "/" in item.text for item in change.segments)


@pytest.mark.django_db
def test_keywords_and_topics_read_as_lines():
    keywords = [{"term": "Период", "definition": "время одного колебания"}]
    (place,) = [item for item in outline(content(keywords=keywords)) if item.field == "keywords"]
    assert place.text == "Период — время одного колебания"
    topics = [{"node_uuid": str(uuid4()), "relation": "covers"}]
    assert any(item.field == "topics" for item in outline(content(topics=topics)))


def test_places_are_found_by_field_or_block():
    block = text_block("Слова")
    whole = content(body=[block], summary="Коротко")
    assert find_place(whole, field="", block="").key == ":"
    assert find_place(whole, field="summary", block="").text == "Коротко"
    assert find_place(whole, field="body", block=block["id"]).block == block["id"]
    assert find_place(whole, field="body", block="").block == ""
    assert find_place(whole, field="safety", block="") is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_gives_both_texts_back(old, new):
    segments = list(diff_words(old, new))
    assert "".join(item.text for item in segments if item.kind != "added") == old
    assert "".join(item.text for item in segments if item.kind != "removed") == new


def test_very_long_texts_are_compared_by_lines():
    line = "слово " * 40 + "\n"
    old = line * (WORD_LIMIT // 20)
    segments = list(diff_words(old, old + "конец"))
    assert segments[-1].text == "конец"
    assert "".join(item.text for item in segments) == old + "конец"
