"""Upper signs belong together, and lower ones."""

from __future__ import annotations

import pytest

from assessment.scoring.formula.double_signs import as_both, upper_and_lower
from assessment.scoring.formula.school import read_school


@pytest.mark.parametrize(
    ("text", "upper", "lower"),
    [("a±b∓c", "a+b-c", "a-b+c"), ("±(a∓b)", "a-b", "-(a+b)"), ("x=±2", "x=2", "x=-2")],
)
def test_upper_and_lower(text, upper, lower):
    assert upper_and_lower(read_school(text)) == (read_school(upper), read_school(lower))


def test_a_statement_is_the_one_or_the_other():
    assert as_both(read_school("x=±2"), is_statement=True).op == "or"
    assert len(as_both(read_school("±2; 3"), is_statement=False).args) == 4
