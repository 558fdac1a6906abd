"""The school's rules of comparing writing, each with an example."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.items.text import TextRule
from assessment.scoring.normalising import fold, matches_wildcards, normalise, wildcard_pattern

SAME = [
    ("NFKC", "ﬁзика Ⅳ", "fiзика IV"),
    ("spaces", "  северо\u00a0 восток\u2009 ", "северо восток"),
    ("dashes", "северо–восток — и−юг", "северо-восток - и-юг"),
    ("quotes", "«Нос» „Нос“ “Нос”", '"Нос" "Нос" "Нос"'),
    ("zero width", "во\u00adда\u200b", "вода"),
    ("case", "МОСКВА", "москва"),
    ("yo", "ЁЖ", "еж"),
    ("decimal comma", "около 1,5", "около 1.5"),
    ("powers", "x² + 10⁵", "x^2 + 10^5"),
    ("vulgar fractions", "1½", "1 1/2"),
    ("composed letters", "е\u0308лка и\u0306од", "елка йод"),
]
OTHER = [
    ("a power is no digit", "10⁵", "105"),
    ("a mixed number is no fraction", "1½", "11/2"),
    ("й is not и", "йод", "иод"),
    ("ь and ъ", "подьезд", "подъезд"),
]


@pytest.mark.parametrize(("rule", "one", "other"), SAME)
def test_no_difference(rule, one, other):
    assert fold(one, TextRule()) == fold(other, TextRule()), rule


@pytest.mark.parametrize(("rule", "one", "other"), OTHER)
def test_a_difference(rule, one, other):
    assert fold(one, TextRule()) != fold(other, TextRule()), rule


def test_strict_rules_see_case_and_yo():
    assert fold("Ёж", TextRule(case=True)) == "Еж"
    assert fold("Ёж", TextRule(yo=True)) == "ёж"


def test_spaces_and_punctuation_are_ignored_where_the_rule_says_so():
    exam = TextRule(spaces="ignore")
    assert fold("из-за того, что", exam) == "из-затого,что"
    assert fold("так, например:", TextRule(punctuation="ignore")) == "так например"


@settings(max_examples=200)
@example("U¯", TextRule(spaces="ignore"))
@example("Е¨", TextRule(spaces="ignore"))
@given(
    st.text(max_size=40),
    st.builds(
        TextRule,
        case=st.booleans(),
        yo=st.booleans(),
        spaces=st.sampled_from(["collapse", "ignore"]),
        punctuation=st.sampled_from(["keep", "ignore"]),
    ),
)
def test_comparing_twice_is_comparing_once(text, rule):
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text, rule), rule) == fold(text, rule)


@pytest.mark.parametrize(
    ("variant", "answer", "is_it"),
    [
        ("Пушкин*", "пушкин александр", True),
        ("*Пушкин", "александр пушкин", True),
        ("*ушк*н*", "Пушкин", True),
        ("а*а", "а", False),
        ("2\\*2", "2*2", True),
        ("2\\*2", "2 и 2", False),
        ("*", "что угодно", True),
        ("a*b*a", "aba", True),
        ("*" * 30 + "x", "a" * 3000, False),
    ],
)
def test_stars_stand_for_any_run(variant, answer, is_it):
    stretches = wildcard_pattern(variant, False, False, False, False)
    assert matches_wildcards(fold(answer, TextRule()), stretches) is is_it
