import pytest

from search.querylog.personal import looks_personal


@pytest.mark.parametrize(
    "text",
    ["ivanov@school.example", "8 (916) 123-45-67", "+79161234567", "112-233-445 95", "4509 123456",
     "Иванов Пётр Сергеевич", "автор:Иванова", "сидоров петя 5б"],
)  # fmt: skip
def test_what_tells_of_a_person_is_seen(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    ["закон Ома", "война 1941–1945", "1812 1825 1861 1905", "5 класс дроби", "число π 3,1415",
     "лермонтов бородино", "H2SO4", "класс:7 предмет:физика", ""],
)  # fmt: skip
def test_lessons_are_not(text: str) -> None:
    assert not looks_personal(text)
