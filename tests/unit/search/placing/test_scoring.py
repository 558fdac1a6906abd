import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.api import get_tree
from search.placing.grades import grade_index
from search.placing.reading import read_lesson
from search.placing.scoring import agree, judge, measure, softmax
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(tmp_path):
    load_programmes(tmp_path)
    return grade_index(get_tree(), node_titled("Физика").uuid, 8)


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=20))
def test_a_softmax_sums_to_one(scores):
    found = softmax(scores)
    assert sum(found) == pytest.approx(1)
    assert found[scores.index(max(scores))] == max(found)


@pytest.mark.parametrize("title", ["", "Закон Ома", "Строение вещества", "???", "Музыка барокко"])
def test_beliefs_sum_to_one(index, title):
    belief = judge(index, read_lesson(title))
    assert sum(belief.words) == pytest.approx(1)
    assert sum(belief.mixed) == pytest.approx(1)


def test_what_a_title_has_in_common(index):
    found = measure(index, read_lesson("Строение вещества"))
    assert found.covered[0] == found.named[0] == pytest.approx(1)
    assert found.covered[1] == found.named[1] == 0
    assert found.alike[0] > found.alike[1]


def test_titles_agree_when_each_has_all_words_of_the_other(index):
    def agreement(title: str) -> float:
        lesson = read_lesson(title)
        return agree(index, lesson, measure(index, lesson), 0)

    assert agreement("Строение вещества. Урок 3") == pytest.approx(1)
    assert 0 < agreement("Строение атома") < 1
    assert agreement("Закон Ома") == 0


def test_a_title_that_says_nothing_leaves_it_to_the_hours(index):
    words, mixed = (
        judge(index, read_lesson("Музыка барокко")).words,
        judge(index, read_lesson("Музыка барокко")).mixed,
    )
    assert max(words) - min(words) < 0.05
    assert max(range(5), key=mixed.__getitem__) == 2
