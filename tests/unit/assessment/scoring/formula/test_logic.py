"""Connectives by their tables of truth, and what solves equations sees the same."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.logic import decide_logic, is_logic, spelt_out
from assessment.scoring.formula.school import read_school
from assessment.scoring.formula.tree import Node

TABLES = {  # for A, B: both false, B alone, A alone, both true
    "A→B": (1, 1, 0, 1), "A↔B": (1, 0, 0, 1), "A⊕B": (0, 1, 1, 0), "A∨B": (0, 1, 1, 1),
    "A∧B": (0, 0, 0, 1), "¬A": (1, 1, 0, 0),
}  # fmt: skip
NAMES = [Node("name", value=one) for one in "ABC"]
formulas = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        st.builds(lambda one: Node("not", (one,)), inner),
        st.builds(lambda op, a, b: Node(op, (a, b)),
                  st.sampled_from(("and", "or", "implies", "equivalent", "xor")), inner, inner),
    ),
    max_leaves=8,
)  # fmt: skip


def spelt(row: tuple[bool, bool]) -> str:
    return " ∧ ".join(name if value else f"¬{name}" for name, value in zip("AB", row, strict=True))


@pytest.mark.parametrize(("text", "table"), TABLES.items())
def test_tables_of_truth(text, table):
    rows = [spelt(row) for row, holds in zip(product((False, True), repeat=2), table, strict=True)
            if holds]  # fmt: skip
    normal_form = read_school(" ∨ ".join(rows))
    assert decide_logic(read_school(text), normal_form) is Equality.EQUAL
    assert decide_logic(Node("not", (normal_form,)), normal_form) is Equality.DIFFERENT


def test_what_binds_more():
    read = read_school("¬A ∧ B ∨ C ⊕ A → B ↔ C")
    assert read == read_school("((((¬A) ∧ B) ∨ C) ⊕ A → B) ↔ C")


@settings(max_examples=60, deadline=None)
@given(formulas)
def test_spelling_out_keeps_the_meaning(formula):
    if is_logic(formula):
        assert decide_logic(formula, spelt_out(formula)) is Equality.EQUAL
    assert not any(op in repr(spelt_out(formula)) for op in ("implies", "equivalent", "xor"))
