import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.placing.reading import read_lesson


def first(title: str) -> tuple[str, ...]:
    return read_lesson(title).first


@pytest.mark.parametrize(
    "title",
    [
        "Закон Ома",
        "Урок 12. Закон Ома",
        "12) Закон Ома 0,5",
        "Контрольная работа по теме «Закон Ома»",
        "Практическая работа № 3. Закон Ома",
        "Обобщающее повторение темы «Закон Ома»",
        "Резервный урок. Закон Ома",
        "Закон Ома ОБЩЕЕ КОЛИЧЕСТВО УРОКОВ ПО ПРОГРАММЕ: 68, из них контрольных – 4",
    ],
)
def test_the_form_of_a_lesson_is_left_out(title):
    assert first(title) == ("закон", "ома") or first(title) == ("закон", "ом")


def test_a_title_of_nothing_but_form_keeps_its_words():
    assert "резервный" in first("Резервный урок")
    assert first("Контрольная работа № 2") != ()


def test_years_stay_and_small_numbers_go():
    assert "1812" in first("Война 1812 года, § 14")
    assert "14" not in first("Война 1812 года, § 14")


def test_a_word_stands_in_groups_once_and_in_first_each_time():
    lesson = read_lesson("Сила и сила тока")
    assert len(lesson.groups) == 2
    assert len(lesson.first) == 3


@given(st.text(max_size=300))
def test_any_text_is_read(title):
    lesson = read_lesson(title)
    assert all(lesson.groups)
    assert len(lesson.first) >= len(lesson.groups)
