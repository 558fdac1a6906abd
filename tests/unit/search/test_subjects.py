from types import SimpleNamespace
from uuid import UUID

import pytest

from core.api import analyze
from search.subjects import named_subjects

TITLES = (
    "Физика",
    "Иностранный (английский) язык",
    "Второй иностранный (английский) язык",
    "Музыка",
)
SUBJECTS = {UUID(int=number): SimpleNamespace(title=title) for number, title in enumerate(TITLES)}
TREE = SimpleNamespace(stamp="1", nodes=SUBJECTS, subjects=tuple(SUBJECTS))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("физика закон ома", [0]),
        ("задачи по физике и музыке", [0, 3]),
        ("погода иностранный английский язык 7 класс", [1]),
        ("второй иностранный английский язык погода", [2]),
        ("иностранный гость", []),
        ("дроби", []),
        ("", []),
    ],
)
def test_a_subject_is_named_by_its_whole_title(text: str, named: list[int]) -> None:
    assert [uuid.int for uuid in named_subjects(analyze(text), TREE)] == named
