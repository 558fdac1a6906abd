from __future__ import annotations

from uuid import uuid4

import pytest

from moderation.changes import compare
from moderation.places import anchors, find_place, outline
from moderation.words import Budget
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
    assert [(item.kind, item.text) for item in change.parts[0].segments if item.kind != "same"] == [
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
    assert (change.kind, change.parts, change.assets) == ("changed", (), (1, 2))
    assert change.alts == ("Схема", "Схема")


def test_a_formula_is_compared_by_its_tex():
    formula = {"type": "formula", "id": "f", "value": {"tex": "I = U R", "words": ""}}
    mended = {**formula, "value": {"tex": "I = U / R", "words": ""}}
    (change,) = compare(content(body=[formula]), content(body=[mended]))
    assert any(item.kind == "added" and "/" in item.text for item in change.parts[0].segments)


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


def lines_of(block_id, *lines):
    return {"type": "text", "id": block_id, "value": "".join(f"<p>{line}</p>" for line in lines)}


def told(change):
    return [(part.kind, part.before, part.item) for part in change.parts]


def test_moved_stages_are_moved_and_not_deleted():
    one, two, three = stage("Начало", 10), stage("Опыт", 20), stage("Вывод", 15)
    (change,) = compare(content(body=[one, two, three]), content(body=[three, one, two]))
    assert (change.kind, change.place.block) == ("moved", three["id"])
    assert "3" in change.before.label


def test_a_block_that_went_to_another_screen_has_moved():
    block = text_block("Период")
    before = stage("Опыт", 45, text_block("Стоит"), block)
    board = [item for item in before["value"]["board"] if item is not block]
    after = {**before, "value": {**before["value"], "board": board, "pupils_screen": [block]}}
    (change,) = compare(content(body=[before]), content(body=[after]))
    assert (change.kind, change.place.block, change.moved) == ("moved", block["id"], True)


def test_the_same_block_under_another_id_is_the_same():
    block, other = text_block("Период"), text_block("Масса")
    copied = {**block, "id": str(uuid4())}
    assert compare(content(body=[block, other]), content(body=[copied, other])) == []


def test_minutes_and_words_of_a_stage_are_items():
    before = stage("Опыт", 10)
    after = {**before, "value": {**before["value"], "minutes": 15}}
    (change,) = compare(content(body=[before]), content(body=[after]))
    assert [(part.item, part.segments[-1].text) for part in change.parts] == [("minutes", "15")]


def test_only_the_reworded_passage_is_shown():
    old, new = (
        lines_of("b", "Один", "Два три", "Пять"),
        lines_of("b", "Ноль", "Один", "Два четыре", "Пять"),
    )
    (change,) = compare(content(body=[old]), content(body=[new]))
    assert told(change) == [("added", "", "l1"), ("changed", "l2", "l3")]


def test_formatting_alone_has_no_parts():
    old, new = (
        text_block("Слова", "b"),
        {**text_block("Слова", "b"), "value": "<p><b>Слова</b></p>"},
    )
    (change,) = compare(content(body=[old]), content(body=[new]))
    assert (change.kind, change.parts) == ("changed", ())


def test_points_that_changed_places_have_moved():
    (change,) = compare(content(key_points=["а", "б", "в"]), content(key_points=["в", "а", "б"]))
    assert told(change) == [("moved", "i3", "i1")]


def test_long_contents_take_a_bounded_number_of_steps():
    words = [str(number % 97) for number in range(60_000)]
    old, new = " ".join(words), " ".join(reversed(words))
    budget = Budget()
    (change,) = compare(content(summary=old), content(summary=new), budget=budget)
    assert change.kind == "changed"
    assert budget.left > -1_000


def test_items_of_a_place_are_anchors_when_there_are_several():
    body = [lines_of("b", "Один", "Два"), text_block("Слова", "c")]
    found = {place.key for place in anchors(content(body=body))}
    assert {"title:", "body:b", "body:b:l1", "body:b:l2", "body:c"} <= found
    assert "body:c:l1" not in found
    assert find_place(content(body=body), field="body", block="b", item="l2").text == "Два"
    assert find_place(content(body=body), field="body", block="b", item="l9") is None
    assert find_place(content(body=body), field="", block="", item="l1") is None
