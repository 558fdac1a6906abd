from __future__ import annotations

import pytest

from core.api import defuse


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "＝1"])
def test_a_formula_is_read_as_text(text):
    assert defuse(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Закон Ома", "a=b", "«+»"])
def test_everything_else_stays_as_it_is(text):
    assert defuse(text) == text
