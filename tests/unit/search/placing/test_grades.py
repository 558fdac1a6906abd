import pytest

from core.api import new_uuid
from framework.api import get_tree
from search.placing.grades import grade_index, grams_of, known_hours, make_index, rarity_of
from tests.factories.framework import GEOGRAPHY, load_programmes, node_titled, programme

pytestmark = pytest.mark.django_db


def test_an_index_holds_the_topics_of_one_grade_in_order(tmp_path):
    load_programmes(tmp_path)
    tree = get_tree()
    index = grade_index(tree, node_titled("Физика").uuid, 8)
    assert [tree.nodes[topic].title for topic in index.topics] == [
        "Строение вещества",
        "Тепловые процессы",
        "Постоянный электрический ток",
        "Резервное время",
        "Резервное время",
    ]
    assert index.hours == (7, 0.5, 20, 2, 1)
    assert "молекула" in index.bodies[0]
    assert sum(word.share for word in index.titles[2]) == pytest.approx(1)


@pytest.mark.parametrize("grade", [0, 7, 12])
def test_a_grade_without_topics_has_an_empty_index(tmp_path, grade):
    load_programmes(tmp_path)
    assert grade_index(get_tree(), node_titled("Физика").uuid, grade).topics == ()
    assert grade_index(get_tree(), new_uuid(), 8).topics == ()


def test_an_index_is_made_once_for_a_state_of_the_framework(tmp_path):
    load_programmes(tmp_path / "one")
    physics = node_titled("Физика").uuid
    before = grade_index(get_tree(), physics, 8)
    assert grade_index(get_tree(), physics, 8) is before
    load_programmes(tmp_path / "two", programme(), programme(GEOGRAPHY, subject="Биология"))
    assert grade_index(get_tree(), physics, 8) is not before


def test_a_section_without_topics_stands_for_itself(tmp_path):
    sections = [{"title": "Повторение", "hours": 4, "topics": []}]
    grades = [{"grade": 5, "hours": 4, "sections": sections}]
    load_programmes(tmp_path, programme(GEOGRAPHY, grades=grades))
    index = grade_index(get_tree(), node_titled("География").uuid, 5)
    assert index.topics == (node_titled("Повторение").uuid,)


def test_rare_words_weigh_more(tmp_path):
    load_programmes(tmp_path)
    rarity = rarity_of(get_tree().nodes.values())
    assert rarity["молекула"] > rarity["время"] > 0


def test_hours_that_are_not_given():
    assert known_hours([None, 0, 3]) == (0.5, 0.5, 3)
    assert known_hours([None, None]) == (1, 1)
    assert known_hours([]) == ()


def test_runs_of_letters_know_where_a_word_begins_and_ends():
    assert grams_of("египет") == {"^еги", "егип", "гипе", "ипет", "пет$"}
    assert grams_of("а") == set()


def test_no_topics_at_all():
    index = make_index([], {})
    assert index.topics == ()
    assert index.grams == {}
