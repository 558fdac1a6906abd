from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from framework.api import get_tree
from learning_objects.comparing import compare
from learning_objects.data import TopicRef
from tests.factories.framework import load_starter
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


def address(uuids):
    return "+".join(map(str, uuids))


def material(title, topics, stages):
    draft = make_draft(title, topics=[TopicRef(uuid) for uuid in topics], body=stages)
    return publish(make_object(draft=draft)).object_uuid


def test_what_is_common_and_what_differs_is_said(django_assert_max_num_queries):
    load_starter()
    one, two, three = [node.uuid for node in get_tree().nodes.values() if node.kind == "topic"][:3]
    first = material("А", [one, two], [make_stage("Опыт", 20), make_stage("Вывод", 25)])
    second = material("Б", [one, three], [make_stage("Опыт", 45)])
    with django_assert_max_num_queries(6):
        found = compare([first, second, uuid4()], today=TODAY, address=address)
    assert found.missing == 1
    left, right = found.columns
    assert (left.letter, right.letter) == ("А", "Б")
    assert left.without_url == str(second)
    rows = {label: (lines, differs) for label, lines, differs in left.rows}
    assert [line.mark for line in rows["Темы"][0]] == ["common", "only"]
    assert rows["Темы"][1]
    assert not rows["Лицензия"][1]
    assert [line.text for line in rows["Длительность"][0]] == ["45\xa0мин", "2 этапа"]
    assert [(stage.start, stage.end) for stage in left.stages] == [(0, 20), (20, 45)]
    assert right.stages[1] is None
    assert found.longest == 2
    assert len(left.rows) == len(right.rows)


def test_one_differs_from_nothing_and_none_is_empty():
    load_starter()
    topic = next(node.uuid for node in get_tree().nodes.values() if node.kind == "topic")
    alone = compare([material("А", [topic], [make_stage()])], today=TODAY, address=address)
    assert alone.differing == 0
    assert {line.mark for _label, lines, _differs in alone.columns[0].rows for line in lines} == {
        ""
    }
    assert compare([], today=TODAY, address=address).columns == ()
