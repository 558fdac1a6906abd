import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.api import suggest_queries
from search.errors import IndexUnavailableError
from tests.factories.search import index_views, make_author, make_view

pytestmark = pytest.mark.django_db


def titles(text: str, limit: int = 8) -> list[str]:
    return [item.title for item in suggest_queries(text, limit)]


def test_the_last_word_is_a_beginning_and_the_others_are_whole() -> None:
    index_views([make_view("Сложение обыкновенных дробей"), make_view("Сложение векторов")])
    assert set(titles("слож")) == {"Сложение обыкновенных дробей", "Сложение векторов"}
    assert titles("сложения др") == ["Сложение обыкновенных дробей"]
    assert titles("сл др") == []


def test_one_letter_suggests_nothing() -> None:
    index_views([make_view("Сложение")])
    assert titles("с") == []


def test_authors_are_found_by_any_part_of_the_name() -> None:
    index_views([make_view("Урок", authors=(make_author("Алексеева Анна Павловна"),))])
    for text in ("алекс", "анна алекс", "Павл"):
        assert titles(text) == ["Алексеева Анна Павловна"], text


def test_the_wrong_keyboard_layout_is_turned() -> None:
    index_views([make_view("Дроби")])
    assert titles("lhj") == ["Дроби"]


def test_long_words_are_found_by_their_first_letters_and_whole() -> None:
    word = "Электроэнцефалографический"
    index_views([make_view(word)])
    for end in (4, 16, 17, len(word)):
        assert titles(word[:end]) == [word], end


def test_the_limit_holds_and_authors_keep_a_place() -> None:
    views = [make_view(f"Алгебра {n}", authors=(make_author("Алгебраева Анна"),)) for n in range(9)]
    index_views(views)
    found = suggest_queries("алгеб", 4)
    assert len(found) == 4
    assert [item.kind for item in found] == ["object", "object", "object", "author"]


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60), limit=st.integers(-3, 10**9))
def test_no_beginning_is_an_error(text: str, limit: int) -> None:
    try:
        suggest_queries("")
    except IndexUnavailableError:
        index_views([make_view("Обыкновенные дроби")])
    assert len(suggest_queries(text, limit)) <= 20
