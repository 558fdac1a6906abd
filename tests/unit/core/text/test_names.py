import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.names import names_a_person


@pytest.mark.parametrize(
    "text",
    ["Иванов Пётр Сергеевич", "иванов петя 5б", "Екатерина Романова оценки", "Ким Анна",
     "Анна Павловна", "Иванов И. И.", "И. И. Иванов", "контрольная Сидоровой Марии"],
)  # fmt: skip
def test_a_full_name_is_seen(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    ["закон Ома", "уровне жидкости", "Лермонтов", "Пётр I", "пётр первый", "крылов басни", "роман",
     "церковной реформы", "Пушкин и Лермонтов", "вера надежда любовь", "капитанская дочка", ""],
)  # fmt: skip
def test_what_a_lesson_is_about_is_nobody(text: str) -> None:
    assert not names_a_person(text)


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    assert names_a_person(text) in (True, False)
