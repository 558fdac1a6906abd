"""What is no text is refused before a reader of texts takes it for one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.formats.exchange import FormatRefused
from assessment.formats.recognising import is_text
from assessment.formats.registry import detect_format, read_items

RUSSIAN = "::Сила:: В чём измеряют силу? {~джоуль =ньютон ~ватт} «Ёлка» — №1\n"
NOISE = bytes(random.Random(7).randbytes(4_000)).replace(b"\0", b"{a}")
NO_TEXT = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR{\xff\xfe}",
    "jpeg": b"\xff\xd8\xff\xe0{a}",
    "pdf": b"%PDF-1.4\n::title:: text {=a}\n",
    "rtf": b"{\\rtf1\\ansi a}",
    "old word": b"\xd0\xcf\x11\xe0{a}",
    "nul": b"::a:: b {=c}\0",
    "noise": NOISE,
    "controls": b"::a:: b {=c}" + bytes(range(1, 9)) * 4,
    "letters of another table": "::Сила:: В чём измеряют? {=ньютон}".encode("cp866"),
    "wide noise": b"\xff\xfe" + b"\x00\xd8" * 200,
}


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_text_is_refused(name):
    for format_name in ("", "gift", "aiken", "text"):
        with pytest.raises(FormatRefused) as refused:
            read_items(NO_TEXT[name], format_name)
        assert refused.value.code == "formats.not-text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_in_an_encoding_that_is_read_stays_one(encoding):
    content = RUSSIAN.encode(encoding, "replace")
    assert is_text(content)
    assert detect_format(content) == "gift"


def test_a_text_with_a_hole_is_read_as_what_it_is():
    found = read_items(RUSSIAN.encode()[:-2] + b"\xd0\n")
    assert found.items[0].item.title == "Сила"


def test_a_letter_at_the_border_of_what_is_looked_at_spoils_nothing():
    for shift in range(2):
        content = ("a" * shift + RUSSIAN * 20_000).encode()
        assert is_text(content)
        assert detect_format(content) == "gift"


@given(text=st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"])))
@settings(deadline=None)
def test_every_printable_text_is_text(text):
    assert is_text(("слово " + text).encode())


@given(content=st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_have_an_answer(content):
    assert is_text(content) in (True, False)
