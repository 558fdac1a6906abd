import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import distance
from search.words import other_layout, read_words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("дроби", "дроби", 0),
        ("дробы", "дроби", 1),
        ("дорби", "дроби", 1),
        ("дрби", "дроби", 1),
        ("эликтричиство", "электричество", 2),
        ("атом", "химия", 3),
    ],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert distance(one, other, most=2) == expected


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_distance_is_symmetric_and_zero_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other, most=9) == distance(other, one, most=9)
    assert (distance(one, other, most=9) == 0) == (one == other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lhj,b", "дроби"),
        ("pfrjy jvf", "закон ома"),
        ("руддщ", "hello"),
        ("дроби", "lhj,b"),
        ("дроби and", ""),
        ("123", ""),
        ("", ""),
    ],
)
def test_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


def test_stop_words_go_unless_nothing_else_is_there() -> None:
    assert [token.text for token in read_words("сложение и вычитание").tokens] == [
        "сложение", "вычитание",
    ]  # fmt: skip
    assert [token.text for token in read_words("и").tokens] == ["и"]


def test_a_pasted_page_is_cut() -> None:
    assert len(read_words("слово число " * 1000).tokens) == 16
    assert len(read_words("слово число " * 1000).groups) == 2
