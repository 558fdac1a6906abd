"""No parser falls over anything: arbitrary bytes, arbitrary text, and good files spoilt."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.formats.exchange import FormatRefused
from assessment.formats.moodle.arithmetic import compute
from assessment.formats.registry import FORMATS, read_items
from assessment.formats.sheet.writing import write_template
from tests.unit.assessment.formats.samples import AIKEN, GIFT, MOODLE, NUMBERED

READ = ("moodle", "gift", "aiken", "csv", "xlsx", "text")
GOOD = {
    "moodle": MOODLE,
    "gift": GIFT,
    "aiken": AIKEN,
    "text": NUMBERED,
    "csv": write_template(as_workbook=False),
    "xlsx": write_template(),
}
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_PIECES = st.sampled_from(
    [
        *(
            "{",
            "}",
            "=",
            "~",
            "#",
            "####",
            "->",
            ":",
            "::",
            "\\",
            "%50%",
            "%-%",
            "$CATEGORY:",
            "//",
        ),
        *("\n", "\n\n", "1..5", "1:2", "T", "[html]", "{#", "1e999", "а)", "*б)", "1. ", "Ответ:"),
        *("ANSWER: A", "A. ", ";", "[[", "]]", "|", "{{g1}}", "{1:SA:", "{:MC:=", "<b>", "&#", "²"),
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join)


@pytest.mark.parametrize("name", READ)
@given(content=st.binary(max_size=300) | _TEXTS.map(lambda text: text.encode("utf-8", "replace")))
@QUICK
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    """Nothing but a refusal with its code comes out of any file."""
    _read(name, content)


@pytest.mark.parametrize("name", READ)
@given(data=st.data())
@QUICK
def test_spoilt_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    """A good file with a piece cut out or put in is still read or refused."""
    good = GOOD[name]
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 40)))
    put = data.draw(_TEXTS).encode("utf-8", "replace")
    _read(name, good[:start] + put + good[end:])


@given(text=_TEXTS)
@QUICK
def test_texts_inside_moodle_xml_never_break_it(text: str) -> None:
    """Whatever a question's text, its answers and its numbers say, an item or a reason comes."""
    safe = "".join(sign for sign in text if sign.isprintable())
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "")
    for kind in ("cloze", "numerical", "multichoice", "shortanswer", "ddwtos", "calculated"):
        body = f"<questiontext><text>{safe}</text></questiontext>"
        answer = f'<answer fraction="100"><text>{safe}</text><tolerance>{safe}</tolerance></answer>'
        file = f'<quiz><question type="{kind}">{body}{answer}</question></quiz>'
        found = read_items(file.encode("utf-8", "replace"), "moodle")
        assert all(entry.item is not None or entry.problems for entry in found.items)


@given(text=st.text("0123456789.+-*/%(),episnqrtlogmax{} ", max_size=60))
@QUICK
def test_any_expression_has_a_value_or_none(text: str) -> None:
    """The arithmetic of calculated questions answers with a number or a ``ValueError``."""
    try:
        compute(text)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("gift", b"{"),
        ("gift", b"a{=b ~c}\n\n"),
        ("gift", b"\\"),
        ("gift", b"a{=b\n\n=c\n\n"),
        ("gift", b"=->"),
        ("aiken", b"A. x\n"),
        ("text", "1. а) б) в)\n".encode()),
        ("text", b"*"),
        ("text", b"1. a) x" + b" " * 24_000 + b"y\n"),
        ("text", b" " * 24_000 + b"y"),
        ("text", "1. a\nОтвет - ,,а ".encode()),
        ("text", "1. a\nОтветы 1 2 3 4 |\t |".encode()),
        ("text", "1. a\n1. а) б +\n2. б) в *\n".encode()),
        ("text", b"1. x **a** __b__ *c* (+) [x] "),
        ("csv", b"[[a|b]];"),
        ("moodle", b"<quiz>"),
    ],
)
def test_time_grows_with_length(name: str, piece: bytes) -> None:
    """Four times the file takes not more than some sixteen times as long, whatever repeats."""
    small, large = (_seconds(name, piece * (size // len(piece))) for size in (50_000, 200_000))
    assert large < max(16 * small, 2)


def _seconds(name: str, content: bytes) -> float:
    start = time.perf_counter()
    _read(name, content)
    return time.perf_counter() - start


def _read(name: str, content: bytes) -> None:
    try:
        found = FORMATS[name].read(content)
    except FormatRefused:
        return
    for entry in found.items:
        assert entry.item is not None or entry.problems
