"""Regular expressions of XML Schema: the flavour, the bounds, and no going back."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.qti.patterns import BadPattern, Pattern


@pytest.mark.parametrize(
    ("source", "fits", "does_not"),
    [
        ("", "", "a"),
        ("a|b", "b", "ab"),
        ("a?b*c+", "bbc", "ab"),
        ("[a-c-[b]]+", "ac", "b"),
        ("[^a-c]", "d", "a"),
        (r"[\d\-]+", "1-2", "a"),
        (r"\p{Lu}\p{Ll}*", "Москва", "москва"),
        (r"\P{L}+", "123", "1a"),
        (r"\p{IsCyrillic}+", "ёж", "hedgehog"),
        ("a{2,3}", "aaa", "aaaa"),
        ("a{2}", "aa", "a"),
        ("(ab){2,}", "ababab", "ab"),
        ("(?:a|b){0,2}", "ba", "aba"),
        (r"\s\S\w\W", " xy!", "xxxx"),
        (r"\.", ".", "x"),
        (".", "я", "\n"),
        ("^ab$", "ab", "^ab$"),
        (r"\i\c*", "_a-1", "1a"),
        ("[+-]?[0-9]+", "-12", "1-"),
        ("[]]", "]", "["),
    ],
)
def test_the_flavour(source: str, fits: str, does_not: str) -> None:
    pattern = Pattern(source)
    assert pattern.matches(fits)
    assert not pattern.matches(does_not)


@pytest.mark.parametrize(
    "source", ["(", "a{3,1}", "[a", "[z-a]", "*", r"\p{Xx}", r"\q", "(?=a)", "a{9999}", "(" * 99]
)
def test_other_flavours_and_giants_are_refused(source: str) -> None:
    with pytest.raises(BadPattern):
        Pattern(source)


def test_what_makes_others_go_back_for_ever_takes_no_time() -> None:
    assert not Pattern("(a|a)*(a|a)*(a*)*b").matches("a" * 5_000)
    with pytest.raises(BadPattern):
        Pattern("((a{100}){100}){100}")
    with pytest.raises(BadPattern):
        Pattern("(a?){500}").matches("a" * 20_000)


_pieces = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "ab"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}"])).map(
            lambda p: f"({p[0]}){p[1]}"
        ),
        st.tuples(inner, inner).map(lambda p: f"({p[0]}|{p[1]})"),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=6,
)


@settings(max_examples=50, deadline=None)
@given(_pieces, st.text("ab1", max_size=8))
def test_it_agrees_with_python_where_both_have_the_same(source: str, text: str) -> None:
    assert Pattern(source).matches(text) == (re.fullmatch(source, text) is not None)


@settings(max_examples=50, deadline=None)
@given(st.text(r"ab[]()\{}|*+?^-pPdLu,19", max_size=30), st.text("ab", max_size=10))
def test_any_text_is_a_pattern_or_refused(source: str, text: str) -> None:
    with suppress(BadPattern):
        Pattern(source).matches(text)
