"""Folding and Russian order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.api import fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ФИЗИКА", "физика"), ("Ёж  и\u00a0ёлка ", "еж и елка"), ("ﬁzika", "fizika"), ("", "")],
)
def test_case_yo_and_spaces_do_not_matter(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_the_order_is_the_alphabet():
    words = ["жук", "ёж", "еда", "яма", "Арбуз", "ель", "ёлка"]
    assert sorted(words, key=sort_key) == ["Арбуз", "еда", "ель", "ёж", "ёлка", "жук", "яма"]
