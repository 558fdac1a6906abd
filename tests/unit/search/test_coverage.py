import math

from search.coverage import COVERAGE, half_of, weigh_words
from search.engine.chosen import open_reader
from search.engine.port import EngineQuery
from tests.factories.search import index_views, make_view


def test_the_rarer_a_word_the_more_it_weighs(db) -> None:
    index_views([make_view("Закон Ома"), make_view("Закон Паскаля"), make_view("Закон движения")])
    query = EngineQuery(groups=(("закон",), ("паскаль",), ("небоскреб",)), needed=1)
    frequent, rare, absent = weigh_words(query, open_reader()).weights
    assert 0 < frequent < rare < absent
    assert math.isclose(rare, COVERAGE * math.log(1 + 2.5 / 1.5))


def test_another_wording_makes_a_word_more_frequent(db) -> None:
    index_views([make_view("Лист клёна"), make_view("Лист"), make_view("Клён"), make_view("Ель")])
    alone = EngineQuery(groups=(("ель",),), needed=1)
    both = EngineQuery(groups=alone.groups, needed=1, wordings=(((("лист",), ("клен",)),),))
    reader = open_reader()
    assert weigh_words(both, reader).weights < weigh_words(alone, reader).weights


def test_half_of_the_words_is_at_least_one() -> None:
    assert [half_of(number) for number in (1, 2, 3, 4, 7)] == [1, 1, 1, 2, 3]
