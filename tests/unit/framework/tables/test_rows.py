from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.tables import rows as module
from framework.tables.data import COLUMNS
from framework.tables.errors import Mistakes, TableFileError
from framework.tables.hierarchy import build_tree
from framework.tables.rows import read_rows

HEAD = ["level", "title", "kind", "grade", "hours", "uuid", "key", "content"]
UUID_TEXT = "6f0c2b9e-6a1d-5a43-9d0f-2f5a0f6d7e11"


def read(*lines, head=HEAD):
    mistakes = Mistakes("таблица.csv")
    rows = build_tree(read_rows([head, *map(list, lines)], "таблица.csv", mistakes), mistakes)
    mistakes.refuse_any()
    return rows


def mistakes_of(*lines, head=HEAD):
    with pytest.raises(TableFileError) as caught:
        read(*lines, head=head)
    assert all(str(error.remedy) for error in caught.value.rows)
    return [(error.row, error.column) for error in caught.value.rows]


def test_a_row_is_read():
    (row,) = read(["1", "  Сила   тока ", "Тема", "8", "0", UUID_TEXT, "frp/a", " а\r\nб "])
    assert (row.number, row.kind, row.grade, row.hours) == (2, "topic", 8, None)
    assert (row.uuid, row.key) == (UUID(UUID_TEXT), "frp/a")
    assert (row.texts["title"], row.texts["content"]) == ("Сила тока", "а\nб")


def test_levels_make_the_tree_and_empty_lines_do_not_count():
    first, second = read(["1", "А"], ["2", "Б"], ["", ""], ["3", "В"], ["2", "Г"], ["1", "Д"])
    assert [row.texts["title"] for row in first.children] == ["Б", "Г"]
    assert first.children[0].children[0].number == 5
    assert second.children == []


def test_paths_make_the_tree_however_they_are_spelt():
    (root,) = read(["", "Ёлки"], ["елки", "Б"], ["Елки | б", "В"], head=["путь", "название"])
    assert root.children[0].children[0].texts["title"] == "В"


def test_headings_are_known_in_both_languages():
    assert read(["1", "А"], head=["Уровень", " НАЗВАНИЕ "])
    assert read(["1", "А", "ГОСТ"], head=["level", "title", "type", "", ""])


@pytest.mark.parametrize(
    "head",
    [[], ["level"], ["title"], ["level", "title", "цвет"], ["level", "title", "уровень"]],
)
def test_a_heading_that_cannot_be_used_is_refused(head):
    with pytest.raises(TableFileError) as caught:
        read(["1", "А"], head=head)
    assert str(caught.value.place)


def test_a_table_without_rows_is_refused():
    with pytest.raises(TableFileError):
        read(["", " "])


def test_all_mistakes_are_told_with_row_and_column():
    assert mistakes_of(
        ["1", "А", "цвет", "12", "-1", "1", "не ключ", ""],
        ["3", "", "тема", "", "", "", "", ""],
        ["", "Б", "", "1.5", "x", "", "", "\x00"],
        ["13", "В" * 701, "", "", "", "", "", ""],
    ) == [
        (2, "kind"),
        (2, "uuid"),
        (2, "key"),
        (2, "grade"),
        (2, "hours"),
        (3, "title"),
        (3, "level"),
        (4, "level"),
        (4, "content"),
        (4, "grade"),
        (4, "hours"),
        (5, "level"),
        (5, "title"),
    ]


def test_a_path_that_leads_nowhere_is_told():
    head = ["path", "title"]
    assert mistakes_of(["", "А"], ["Б", "В"], head=head) == [(3, "path")]
    deep = [["|".join(f"Т{n}" for n in range(level)), f"Т{level}"] for level in range(13)]
    assert mistakes_of(*deep, head=head) == [(14, "path")]


def test_at_most_fifty_mistakes_are_told_and_that_there_are_more():
    lines = [["x", "А"]] * 60
    with pytest.raises(TableFileError) as caught:
        read(*lines)
    assert len(caught.value.rows) == 50
    assert caught.value.more
    assert len(str(caught.value).splitlines()) == 52


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(module, "ROWS_LIMIT", 2)
    assert len(read(["1", "А"], ["1", "Б"])) == 2
    with pytest.raises(TableFileError):
        read(["1", "А"], ["1", "Б"], ["1", "В"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(COLUMNS)), unique=True, max_size=8),
    st.lists(st.lists(st.text(max_size=6) | st.sampled_from(["1", "2", "А"]), max_size=9)),
)
def test_any_cells_give_rows_or_a_refusal(head, lines):
    try:
        rows = read(*lines, head=head)
    except TableFileError as error:
        assert len(error.rows) <= 50  # noqa: PT017
        return
    assert rows
