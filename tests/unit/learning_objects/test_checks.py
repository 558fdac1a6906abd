"""Checks before submission."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.data import FormerNode, Tree
from learning_objects import checks
from learning_objects.api import check_content
from tests.factories.learning_objects import TOPIC, make_stage

# Upper packages add checks that ask the database for the institute's rules.
pytestmark = pytest.mark.django_db
ENDED, TAKEN_OUT = uuid4(), uuid4()


def content(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "title": "Закон Ома",
        "summary": "",
        "language": "ru",
        "licence": "CC-BY-4.0",
        "length_minutes": 45,
        "outcome": "Смогу найти сопротивление.",
        "key_points": ["один", "два", "три"],
        "planned_results": [],
        "misconceptions": [],
        "keywords": [],
        "equipment": "",
        "safety": "",
        "support": "",
        "extension": "",
        "homework": "",
        "body": [make_stage()],
        "tags": [],
        "topics": [{"node_uuid": str(TOPIC), "relation": "covers"}],
    }
    return {**plain, **changes}


@pytest.fixture(autouse=True)
def _known_topic(monkeypatch):
    """The checks look topics up in the framework; here there is one, and two that ended."""
    former = {
        ENDED: FormerNode("Прежняя тема", ("Физика",), (TOPIC,)),
        TAKEN_OUT: FormerNode("Лишняя тема", ("Физика",), ()),
    }
    tree = Tree({TOPIC: object()}, {}, (), "", former=former)
    monkeypatch.setattr(checks, "get_tree", lambda: tree)
    monkeypatch.setattr(checks, "path_label", lambda uuid: f"тема {uuid}")


def codes(kind: str = "scenario", level: str = "", **changes: Any) -> list[str]:
    findings = check_content(kind=kind, content=content(**changes))
    return [item.code for item in findings if not level or item.level == level]


def test_a_full_scenario_passes():
    assert codes() == []


def test_a_topic_that_is_only_a_prerequisite_is_not_enough():
    assert codes(topics=[{"node_uuid": str(TOPIC), "relation": "prerequisite"}]) == ["topics"]


@pytest.mark.parametrize(
    ("number", "expected"), [(0, ["key_points"]), (2, []), (3, []), (4, []), (5, [])]
)
def test_key_points_stop_only_when_there_are_none(number, expected):
    assert codes(level="stop", key_points=["точка"] * number) == expected


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(5, 360))
def test_minutes_must_make_up_the_lesson(minutes, length):
    body = [make_stage(minutes=value) for value in minutes]
    found = codes(body=body, length_minutes=length)
    assert ("minutes" in found) == (sum(minutes) != length)


def test_the_empty_stage_is_named():
    empty = make_stage("Рефлексия", 20, teacher_does="  ", pupils_do="", board=[])
    empty["id"] = "b-2"
    body = [make_stage(minutes=25), empty]
    (finding,) = check_content(kind="scenario", content=content(body=body))
    assert (finding.code, finding.block, finding.level) == ("empty_stages", "b-2", "stop")
    assert "Рефлексия" in finding.place
    assert "2" in finding.place


@pytest.mark.parametrize(
    ("value", "stops"),
    [
        ({"image": 1, "alt": "Схема цепи"}, False),
        ({"image": 1, "alt": " "}, True),
        ({"image": 1, "alt": "", "decorative": True}, False),
    ],
)
def test_pictures_need_words_wherever_they_stand(value, stops):
    picture = {"type": "image", "id": "pic", "value": value}
    on_board = codes(body=[make_stage(board=[picture])])
    loose = codes(kind="material", body=[picture])
    assert ("alternative_text" in on_board) == stops
    assert ("alternative_text" in loose) == stops


def test_a_material_needs_content_but_no_stages():
    text = {"type": "text", "value": "<p>Читаем план местности.</p>"}
    assert codes(kind="material", body=[text], key_points=[], outcome="") == []
    assert codes(kind="material", body=[]) == ["content"]
    assert codes(kind="material", body=[{"type": "text", "value": "<p> </p>"}]) == ["content"]


def test_a_scenario_without_stages_is_stopped():
    text = {"type": "text", "value": "<p>Введение</p>"}
    assert "content" in codes(body=[text])


def test_a_topic_outside_the_curriculum_is_a_warning():
    topics = [
        {"node_uuid": str(TOPIC), "relation": "covers"},
        {"node_uuid": "22222222-2222-4222-8222-222222222222", "relation": "next"},
    ]
    assert codes(topics=topics, level="stop") == []
    assert codes(topics=topics) == ["topics"]


def test_every_finding_says_how_to_mend_it():
    findings = check_content(
        kind="scenario", content=content(topics=[], outcome="", key_points=[], body=[])
    )
    assert {item.code for item in findings} == {"topics", "outcome", "key_points", "content"}
    assert all(item.remedy and item.message and item.field for item in findings)


def test_of_a_topic_that_an_edition_ended_its_successor_is_named():
    topics = [{"node_uuid": str(uuid), "relation": "covers"} for uuid in (TOPIC, ENDED, TAKEN_OUT)]
    followed, gone = check_content(kind="scenario", content=content(topics=topics))
    assert "Прежняя тема" in followed.message
    assert f"тема {TOPIC}" in followed.remedy
    assert followed.level == gone.level == "warning"
    assert "Лишняя тема" in gone.message
    assert gone.remedy == "Замены ей нет. Выберите другую тему."
