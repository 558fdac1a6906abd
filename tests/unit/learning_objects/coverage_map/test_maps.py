import pytest

from framework.api import get_tree
from learning_objects.coverage_map import counting, tables
from learning_objects.coverage_map.maps import make_map, make_part
from learning_objects.coverage_map.topics import default_framework, tops_of, wants_material
from learning_objects.data import TopicRef
from tests.factories.framework import load_programmes, node_titled
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library(tmp_path, now):
    load_programmes(tmp_path / "programmes")
    publish_on(CURRENT, HEAT)
    publish_on(CURRENT)
    draft = make_draft("Таблица", topics=[TopicRef(topic(CURRENT))])
    publish(make_object(kind="material", draft=draft))
    counting.refresh_coverage(now=now)


def test_a_map_is_two_queries(django_assert_num_queries):
    tree = get_tree()
    with django_assert_num_queries(2):
        found = make_map(tree, default_framework(tree))
    assert found.grades == [5, 8]
    assert [row.title for row in found.rows] == ["География", "Физика"]
    geography, physics = found.rows
    assert physics.spots[0] is None
    spot = physics.spots[1]
    # Three topics of physics: hours that the programme leaves to the teacher want no materials.
    assert (spot.cell.number, spot.covered, spot.topics) == (3, 2, 3)
    assert (geography.spots[0].cell.number, geography.spots[0].topics) == (0, 1)
    assert found.most == 3
    only = make_map(tree, default_framework(tree), kind="material")
    assert (only.rows[1].spots[1].cell.number, only.rows[1].spots[1].covered) == (1, 1)


def test_a_part_is_one_query_and_its_lines_are_in_order(django_assert_num_queries):
    tree = get_tree()
    physics = tree.subject_of(topic(CURRENT))
    with django_assert_num_queries(1):
        part = make_part(tree, physics, grade=8)
    assert [line.title for line in part.lines][:4] == [
        "8 класс",
        "Тепловые явления",
        HEAT,
        "Тепловые процессы",
    ]
    assert [line.depth for line in part.lines][:3] == [0, 1, 2]
    assert (part.topics, part.covered, part.cells[""].number) == (3, 2, 3)
    current = next(line for line in part.lines if line.title == CURRENT)
    assert not current.lacks("scenario")
    heat = next(line for line in part.lines if line.title == HEAT)
    assert (heat.lacks(""), heat.lacks("material")) == (False, True)
    assert not any(line.lacks("") for line in part.lines if line.title == "Резервное время")


def test_the_drill_down_has_the_numbers_of_the_map():
    tree = get_tree()
    for row in make_map(tree, default_framework(tree)).rows:
        for spot in filter(None, row.spots):
            part = make_part(tree, row.node, grade=spot.grade)
            assert part.cells[""] == spot.cell
            assert (part.topics, part.covered) == (spot.topics, spot.covered)


def test_a_subject_shows_its_grades_and_a_section_its_topics():
    tree = get_tree()
    physics = tree.subject_of(topic(CURRENT))
    assert [line.title for line in make_part(tree, physics).lines] == ["8 класс"]
    section = node_titled("Тепловые явления")
    assert [line.title for line in make_part(tree, section).lines] == [HEAT, "Тепловые процессы"]
    assert make_part(tree, tree.nodes[topic(FORESTS)]).lines == []


def test_without_grades_the_columns_are_kinds(monkeypatch):
    tree = get_tree()
    monkeypatch.setattr("learning_objects.coverage_map.maps.grades_of", lambda *_args: ())
    found = make_map(tree, default_framework(tree))
    assert (found.grades, found.kinds) == ([], ("", "scenario", "material"))
    numbers = [spot.cell.number for spot in found.rows[1].spots]
    assert numbers == [3, 2, 1]


def test_what_wants_materials():
    tree = get_tree()
    assert wants_material(tree.nodes[topic(HEAT)])
    assert not wants_material(node_titled("Тепловые явления"))
    assert not wants_material(node_titled("Резервное время"))
    assert tops_of(tree, default_framework(tree))[1].title == "Физика"


def test_the_files_have_a_line_for_every_cell(now):
    tree = get_tree()
    text = tables.map_file(make_map(tree, default_framework(tree)), now).decode("utf-8-sig")
    head, *rows = text.splitlines()
    assert head.startswith("Предмет;Класс;Вид;Тем")
    assert len(rows) == 2
    assert rows[1].startswith("Физика;8;любого вида;3;2;3;0;;;")
    physics = tree.subject_of(topic(CURRENT))
    part = tables.part_file(make_part(tree, physics, grade=8), now).decode("utf-8-sig")
    assert f"{HEAT};7;материал;да;0;0;;;;" in part
