import pytest

from framework.api import get_node, get_tree, search_nodes
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path)


def titles(text, **narrow):
    return [node.title for node in search_nodes(text, **narrow)]


@pytest.mark.parametrize("text", ["тепловые", "ТЕПЛОВЫЕ", "Тепловые Явления", "  тепловые   явл"])
def test_case_and_spaces_do_not_matter(text):
    assert titles(text)[0] == "Тепловые явления"


@pytest.mark.parametrize("text", ["Ёлки", "ЕЛКИ", "ёлка", "елок"])
def test_yo_and_the_form_of_a_word_do_not_matter(text):
    assert titles(text) == ["Ёлки и другие растения"]


def test_irregular_forms_are_known():
    assert titles("человек") == ["Леса и люди"]


def test_titles_that_begin_with_the_text_come_first():
    assert titles("физика")[:2] == ["Физика", "Физика. 8 класс (базовый уровень)"]
    assert titles("ток", kinds=["topic"])[0] == "Постоянный электрический ток"


def test_words_may_stand_further_up():
    assert titles("физика ток", kinds=["topic"]) == ["Постоянный электрический ток"]
    assert "Строение вещества" in titles("вещество 8 класс")


def test_the_content_is_searched_last():
    assert titles("закон Ома") == ["Постоянный электрический ток"]


def test_a_part_from_inside_a_word_is_found():
    assert titles("электрич")[0] == titles("лектрическ")[0]


def test_kind_subject_and_grade_narrow():
    physics, geography = node_titled("Физика").uuid, node_titled("География").uuid
    assert titles("класс", subject=geography, kinds=["grade"]) == ["5 класс"]
    assert titles("класс", kinds=["grade"], grade=8) == ["8 класс"]
    assert titles("физика", subject=physics, kinds=["subject"]) == ["Физика"]


def test_limits_and_empty_questions():
    assert len(search_nodes("резервное", limit=1)) == 1
    assert search_nodes("") == search_nodes("  ") == search_nodes("?!") == []
    assert search_nodes("физика", limit=0) == []
    assert search_nodes("несуществующее слово") == []


def test_searching_costs_no_query(django_assert_num_queries):
    get_tree()
    with django_assert_num_queries(0):
        search_nodes("закон Ома")


def test_an_unknown_node_is_none():
    node = node_titled("Физика")
    assert get_node(node.uuid) is node
    assert get_node(node.parent) is None
