"""XML from strangers: read as data, or refused with the line."""

from __future__ import annotations

import contextlib
import io
import time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import parse_xml
from core.data import XmlLimits
from core.errors import XmlRefused
from core.safe_xml import REASONS

REFUSED = {
    "cyclic.xml": 1,
    "dtd.xml": 3,
    "dtd_element.xml": 2,
    "external.xml": 1,
    "external_file.xml": 1,
    "quadratic.xml": 1,
    "xmlbomb.xml": 1,
    "xmlbomb2.xml": 1,
}
HARMLESS = {
    "schema-include.xsd": "{http://www.w3.org/2001/XMLSchema}schema",
    "simple-ns.xml": "{namespace}root",
    "simple.xml": "root",
    "xalan_exec.xsl": "{http://www.w3.org/1999/XSL/Transform}stylesheet",
    "xalan_write.xsl": "{http://www.w3.org/1999/XSL/Transform}stylesheet",
}


def refused(source, **limits) -> tuple[str, int]:
    with pytest.raises(XmlRefused) as refusal:
        parse_xml(source, XmlLimits(**limits))
    return refusal.value.code, refusal.value.line


@pytest.mark.shared_data
def test_every_hostile_file_has_its_answer(shared_data):
    """Bombs and external entities are refused; schemas and style sheets are read, never run."""
    files = {path.name: path for path in (shared_data / "hostile" / "xml").iterdir()}

    assert set(files) == {*REFUSED, *HARMLESS}
    for name, line in REFUSED.items():
        assert refused(files[name].read_bytes()) == ("document-type", line)
    for name, tag in HARMLESS.items():
        assert parse_xml(files[name].read_bytes()).tag == tag


@pytest.mark.shared_data
def test_honest_files_of_other_programs_are_read(shared_data):
    files = [
        path
        for path in sorted((shared_data / "packages" / "oai-pmh-responses").glob("*.xml"))
        if "Broken" not in path.name
    ]
    assert len(files) > 10
    for path in files:
        with path.open("rb") as stream:
            assert parse_xml(stream).tag == "{http://www.openarchives.org/OAI/2.0/}OAI-PMH"


def test_a_tree_without_comments_and_instructions():
    root = parse_xml("<?x y?><!-- c --><a b='1'>т<c/>к<!-- d --></a>".encode())

    assert (root.tag, root.attrib, root.text, root[0].tail) == ("a", {"b": "1"}, "т", "к")
    assert len(root) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(encoding):
    text = f"<?xml version='1.0' encoding='{encoding}'?><a>Ёж</a>"

    assert parse_xml(text.encode(encoding)).text == "Ёж"


@pytest.mark.parametrize("encoding", ["utf-7", "gbk", "rot13", "zip", "none", "unicode_escape"])
def test_encodings_that_are_none(encoding):
    source = f"<?xml version='1.0' encoding='{encoding}'?><a>+AGE-</a>".encode()

    assert refused(source) == ("encoding", 1)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"text",
        b"<a>",
        b"<a></b>",
        b"<a/><a/>",
        b"<a>&undeclared;</a>",
        b"<x:a/>",
        b"<a b='1' b='2'/>",
        b"<a>\x00</a>",
        b"<a>\xff</a>",
    ],
)
def test_what_is_not_well_formed(source):
    assert refused(source)[0] == "not-well-formed"


def test_the_line_is_told():
    assert refused(b"<a>\n\n<b>\n</a>") == ("not-well-formed", 4)


def test_limits():
    assert refused(b"<a>" * 101 + b"</a>" * 101)[0] == "too-deep"
    assert parse_xml(b"<a>" * 100 + b"</a>" * 100).tag == "a"
    assert refused(b"<a>" + b"<b c='1'/>" * 6 + b"</a>", nodes=12)[0] == "too-many-nodes"
    assert parse_xml(b"<a>" + b"<b c='1'/>" * 6 + b"</a>", XmlLimits(nodes=13)).tag == "a"
    assert refused(b"<a>" + b" " * 100 + b"</a>", total_bytes=106)[0] == "too-large"
    assert parse_xml(b"<a>" + b" " * 100 + b"</a>", XmlLimits(total_bytes=107)).tag == "a"


def test_an_endless_file_is_not_read_to_its_end():
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1, /) -> bytes:
            self.taken += size
            return b"<a>" * (size // 3)

    stream = Endless()
    assert refused(stream)[0] == "too-deep"
    assert stream.taken <= 64 * 1024


@pytest.mark.parametrize(
    ("start", "end"), [(b"<a b='", b"'/>"), (b"<a><!--", b"--></a>"), (b"<", b"/>")]
)
def test_one_long_token_takes_linear_time(start, end):
    """Old versions of expat took the square: 7 s for 15 MB in equal blocks."""

    def seconds(size: int) -> float:
        begin = time.process_time()
        parse_xml(start + b"x" * size + end)
        return time.process_time() - begin

    seconds(1 << 20)
    assert seconds(12 << 20) < 4


def test_reasons_have_words_in_both_languages():
    for code in REASONS:
        refusal = XmlRefused(code, 3)
        with translation.override("en"):
            english = refusal.reason
        with translation.override("ru"):
            assert refusal.reason != english
            assert str(refusal) == f"3: {refusal.reason}"


@given(source=st.one_of(st.binary(max_size=200), st.text("<>/ab='&;!-[]? x", max_size=80)))
@settings(max_examples=500, deadline=None)
def test_nothing_else_is_ever_raised(source):
    data = source if isinstance(source, bytes) else source.encode()
    with contextlib.suppress(XmlRefused):
        parse_xml(data)
