"""Formulas: never an exception, never anything but allowed MathML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.api import check_tex, render_tex
from ui.mathml import ATTRIBUTES, TAGS
from ui.tex import LONGEST

COMMANDS = [
    r"\frac",
    r"\sqrt",
    r"\left(",
    r"\right)",
    r"\text{",
    r"\mathrm{",
    r"\begin{cases}",
    r"\end{cases}",
    r"\begin{array}{c|c}",
    r"\end{array}",
    r"\hline",
    r"\href{javascript:alert(1)}",
    r"\style{color:red}",
    r"\class{x}",
    r"\color{red}",
    r"\limits",
    r"\sum",
    r"\int",
    r"\over",
    r"\genfrac",
    r"\hspace{1em}",
    r"\mathbb",
    r"\operatorname{",
    r"\overline",
    r"\vec",
    r"\cdot",
    r"\binom",
    r"\substack{",
    r"\tag{1}",
    r"\not",
    r"\limits_",
    r"\xrightarrow{",
    r"\middle|",
    r"\big(",
    r"\\",
    "&",
    "^",
    "_",
    "{",
    "}",
    "'",
    "%",
    "#",
    "~",
    "$",
    "x",
    "2",
    "0,5",
    " ",
    "ср",
    "<script>",
    "<img src=x onerror=1>",
    "\"'><svg onload=1>",
    "&#x3c;",
    "\x00",
    "\ue000",
    "№",
]
soup = st.lists(st.sampled_from(COMMANDS), max_size=25).map("".join)


class Seen(HTMLParser):
    """What a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def look(markup: str) -> Seen:
    seen = Seen()
    seen.feed(markup)
    seen.close()
    return seen


@given(st.one_of(soup, st.text(max_size=200)))
@settings(max_examples=400, deadline=None)
def test_any_input_gives_allowed_markup_only(tex: str) -> None:
    seen = look(render_tex(tex, display=len(tex) % 2 == 0))
    assert seen.tags <= TAGS | {"span"}
    assert seen.attributes <= ATTRIBUTES | {"class", "title"}
    assert ("math" in seen.tags) != ("span" in seen.tags)


@pytest.mark.parametrize(
    ("tex", "markup"),
    [
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("0,5", "<mn>0,5</mn>"),
        ("0{,}5", "<mn>0,5</mn>"),
        ("1, 2", "<mn>1</mn><mo>,</mo><mn>2</mn>"),
        (r"v_{ср}", "<mrow><mi>ср</mi></mrow>"),
        (r"\text{1,5 кг}", "<mtext>1,5\xa0кг</mtext>"),
        (r"x\leqslant 1", "<mo>⩽</mo>"),
        (
            r"2\sin x",
            '<mn>2</mn><mspace width="0.167em"></mspace><mi>sin</mi><mspace width="0.167em">',
        ),
        (r"\sin(x)", '<mi>sin</mi><mo stretchy="false">(</mo>'),
        (r"\sin^2 x", "<msup><mi>sin</mi><mn>2</mn></msup>"),
        ("x", '<mi class="v">x</mi>'),
        (r"\lim_{x\to 0} x", "<munder><mo>lim</mo>"),
        (r"\overline{5}", '<mrow class="overbar"><mrow><mn>5</mn></mrow></mrow>'),
        (r"\underline{5}", '<mrow class="underbar"><mrow><mn>5</mn></mrow></mrow>'),
        (r"\text{<img src=x onerror=1>}", "&lt;img\xa0src=x\xa0onerror=1&gt;"),
    ],
)
def test_formula(tex: str, markup: str) -> None:
    assert markup in render_tex(tex)


def test_display_stands_apart() -> None:
    assert render_tex("x", display=True).startswith('<math display="block">')
    assert render_tex("x").startswith('<math display="inline">')


@pytest.mark.parametrize(
    "tex", [r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{a}{x}"]
)
def test_dangerous_commands_lose_their_danger(tex: str) -> None:
    assert render_tex(tex).replace('class="v"', "").count("=") == 1  # display="inline" alone


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        ("", "формула пуста"),
        (r"\unknown x", r"неизвестная команда \unknown"),
        ("x_", "после _ или ^ ничего не стоит"),
        (r"\left( x", r"\left и \right не парные"),
        (r"\begin{cases} x", r"у \begin нет \end"),
        (r"x_1_2", "два индекса"),
        (r"\frac{1}", "в конце чего-то не хватает"),
        (r"\frac{1}{", "в конце чего-то не хватает"),
        ("x" * (LONGEST + 1), f"формула длиннее {LONGEST} знаков"),
        ("{" * 70 + "x" + "}" * 70, "слишком много вложенных скобок"),
    ],
)
def test_error_is_told_in_words(tex: str, reason: str) -> None:
    with translation.override("ru"):
        assert reason in check_tex(tex)
        markup = render_tex(tex)
    assert 'class="tex-error"' in markup
    assert "Ошибка в формуле" in markup


def test_error_follows_the_language() -> None:
    with translation.override("ru"):
        assert "Ошибка" in render_tex("y_")
    with translation.override("en"):
        assert "Error" in render_tex("y_")


def test_a_readable_formula_has_no_error() -> None:
    assert check_tex(r"I = \frac{U}{R}") == ""
