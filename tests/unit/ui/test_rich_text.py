"""Rich text: sanitised first, formulas afterwards and only in text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.html import ATTRIBUTES as HTML_ATTRIBUTES
from core.html import TAGS as HTML_TAGS
from tests.unit.ui.test_tex import look
from ui.api import render_rich, render_text
from ui.mathml import ATTRIBUTES, TAGS

ALLOWED_TAGS = HTML_TAGS | TAGS
ALLOWED_ATTRIBUTES = ATTRIBUTES.union(*HTML_ATTRIBUTES.values()) | {"rel", "class", "title"}
PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "<a href='/x' title='$x$ > \"",
    '<a href="javascript:1">',
    "</a>",
    "<code>",
    "</code>",
    "$x$",
    "$",
    "$$",
    r"\(",
    r"\)",
    r"\[",
    r"\]",
    r"\$",
    "x < y",
    "&lt;",
    "&quot;",
    "&#36;",
    "<script>",
    "</script>",
    "<svg onload=1>",
    "<math>",
    "<mtext>",
    "<img src=x onerror=1>",
    "<!--",
    "-->",
    '"',
    "'",
    ">",
    "<",
    "5",
    " ",
    r"\text{<b onclick=1>}",
    "<style>",
    "<template>",
    "<table><tr><td>",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_mixture_stays_within_the_allowed(html: str) -> None:
    seen = look(render_rich(html))
    assert seen.tags <= ALLOWED_TAGS | {"span"}
    assert seen.attributes <= ALLOWED_ATTRIBUTES


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=200, deadline=None)
def test_plain_text_never_becomes_markup(text: str) -> None:
    assert look(render_text(text)).tags <= TAGS | {"span"}


@pytest.mark.parametrize(
    "html", [r"<p>\(x^2\)</p>", "<p>$x^2$</p>", "<p>при $x^2$, если</p>", "<li>$x^2$</li>"]
)
def test_formula_in_the_line(html: str) -> None:
    assert '<math display="inline">' in render_rich(html)


@pytest.mark.parametrize("html", [r"<p>\[x^2\]</p>", "<p>$$x^2$$</p>"])
def test_formula_apart(html: str) -> None:
    assert '<math display="block">' in render_rich(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>тетрадь за $5 и ручка за $6</p>",
        "<p>$ x$ и $x $</p>",
        "<p>от $20 до 30$5</p>",
        "<p><code>$x$</code></p>",
        "<pre>$x$</pre>",
        '<a href="/a$x$b" title="$x$">ссылка</a>',
        "<p>$x<b>y</b>$</p>",
    ],
)
def test_not_a_formula(html: str) -> None:
    assert "<math" not in render_rich(html)


def test_escaped_dollar_is_a_dollar() -> None:
    assert render_rich(r"<p>\$x\$</p>") == "<p>$x$</p>"


def test_entities_in_a_formula_are_read_once() -> None:
    assert "<mo>&lt;</mo>" in render_rich("<p>$a &lt; b$</p>")


def test_attribute_cannot_be_broken_by_a_formula() -> None:
    html = render_rich("<a href='/' title='> $x$ \" onclick=1'>q</a>")
    assert "<math" not in html
    assert look(html).attributes <= {"href", "title", "rel"}


def test_plain_text_keeps_its_signs() -> None:
    text = render_text("a < b & c, площадь $S$")
    assert text.startswith("a &lt; b &amp; c, площадь <math")


def test_links_do_not_hand_over_the_page() -> None:
    assert re.search(r'rel="[^"]*noopener', render_rich('<a href="https://example.org/">x</a>'))


def test_a_formula_begins_at_the_last_opening_mark() -> None:
    html = render_text(r"\(a \(b\) и \[c \[d\]")
    assert html.count("<math") == 2
    assert html.startswith(r"\(a <math")


def test_a_line_break_with_a_distance_stays_inside_the_formula() -> None:
    assert render_text(r"\[\begin{matrix} a \\[2pt] b \end{matrix}\]").startswith("<math")


def test_opening_marks_alone_are_read_once() -> None:
    # In squares this would take an hour.
    text = r"\(a\[b" * 100_000
    assert render_text(text) == text
