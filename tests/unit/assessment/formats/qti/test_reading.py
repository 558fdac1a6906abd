"""Foreign QTI: what becomes native, what is kept, what is refused, and any bytes."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.formats.exchange import FormatRefused, ReadItem
from assessment.formats.qti.items import read_item
from assessment.formats.qti.packages import read_qti
from assessment.formats.qti.writing import write_qti
from tests.factories.good_items import QTI_XML
from tests.factories.items import make_item
from tests.factories.qti import literal, make_item_xml

SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
CHOICES = "".join(f'<simpleChoice identifier="{c}">{c}</simpleChoice>' for c in "abc")
CHOICE = (
    '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="{}"><prompt>Q</prompt>'
    + CHOICES
    + "</choiceInteraction>"
)
MATCH = '<match><variable identifier="{0}"/><correct identifier="{0}"/></match>'


def _declared(name: str, base_type: str, cardinality: str, correct: str, mapping: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in correct.split(","))
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" '
        f'baseType="{base_type}"><correctResponse>{values}</correctResponse>{mapping}'
        "</responseDeclaration>"
    )


def _mapping(worths: dict[str, str], **bounds: str) -> str:
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in worths.items())
    written = "".join(f' {name}="{value}"' for name, value in bounds.items())
    return f'<mapping defaultValue="0"{written}>{entries}</mapping>'


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def _when(test: str, then: str, otherwise: str = "") -> str:
    other = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition><responseIf>{test}{then}</responseIf>{other}</responseCondition>"


def _rules(inside: str) -> str:
    return f"<responseProcessing>{inside}</responseProcessing>"


def _read(declarations: str, body: str, rules: str, **more: str) -> ReadItem:
    return read_item(make_item_xml(declarations + SCORE, body, rules, **more), place="x")


def _interaction(read: ReadItem) -> Any:
    assert read.item is not None
    (part,) = read.item.parts
    return part.interaction


SINGLE = _declared("RESPONSE", "identifier", "single", "b")
MANY = _declared("RESPONSE", "identifier", "multiple", "a,b")
THREE = _set("SCORE", literal("float", 3))
EQUIVALENT = [
    _when(MATCH.format("RESPONSE"), THREE),
    _when(MATCH.format("RESPONSE"), THREE, _set("SCORE", literal("float", 0))),
    _when(
        f'<match>{literal("identifier", "b")}<variable identifier="RESPONSE"/></match>',
        _set("SCORE", f'<sum><variable identifier="SCORE"/>{literal("integer", 3)}</sum>'),
    ),
]


@pytest.mark.parametrize("rules", EQUIVALENT)
def test_rules_written_by_hand_to_the_same_end_are_one(rules: str) -> None:
    read = _read(SINGLE, CHOICE.format(1), _rules(rules))
    found = _interaction(read)
    assert (found.type, found.key) == ("single_choice", "b")
    assert read.item is not None
    assert read.item.points == 3


def test_choices_by_mapping() -> None:
    rules = _rules(_set("SCORE", '<mapResponse identifier="RESPONSE"/>'))
    net = _mapping({"a": "1", "b": "1", "c": "-1"}, lowerBound="0")
    found = _interaction(_read(MANY.replace("</resp", net + "</resp"), CHOICE.format(0), rules))
    assert (found.type, found.scoring, found.key) == ("multiple_choice", "net_correct", ("a", "b"))
    unequal = _mapping({"a": "1", "b": "3", "c": "-1"}, lowerBound="0")
    found = _interaction(_read(MANY.replace("</resp", unequal + "</resp"), CHOICE.format(0), rules))
    assert found.scoring == "weights"
    assert [str(choice.weight) for choice in found.choices] == ["0.25", "0.75", "-0.25"]
    below = _mapping({"a": "1", "c": "-1"})
    found = _interaction(_read(MANY.replace("</resp", below + "</resp"), CHOICE.format(0), rules))
    assert found.type == "qti"


def test_points_that_are_no_exact_share_are_not_bent() -> None:
    rules = _rules(_set("SCORE", '<mapResponse identifier="RESPONSE"/>'))
    thirds = _mapping({"a": "2", "b": "1"})
    read = _read(MANY.replace("</resp", thirds + "</resp"), CHOICE.format(0), rules)
    assert _interaction(read).type == "qti"
    assert read.item is not None
    assert read.item.points == 3  # of its correct response


def test_fields_in_a_text_are_gaps() -> None:
    declared = _declared("A", "string", "single", "x") + _declared("B", "string", "single", "y")
    body = (
        '<p>1 <textEntryInteraction responseIdentifier="A"/> 2 '
        '<textEntryInteraction responseIdentifier="B"/> 3</p>'
    )
    add = "<sum><variable identifier='SCORE'/>" + literal("float", 1) + "</sum>"
    each = "".join(_when(MATCH.format(name), _set("SCORE", add)) for name in "AB")
    found = _interaction(_read(declared, body, _rules(each)))
    assert (found.type, found.scoring) == ("text_gaps", "per_pair")
    assert found.text == "<p>1 {{A}} 2 {{B}} 3</p>"
    both = _when(f"<and>{MATCH.format('A')}{MATCH.format('B')}</and>", THREE)
    found = _interaction(_read(declared, body, _rules(both)))
    assert found.scoring == "all_or_nothing"


def test_a_number_with_tolerance() -> None:
    declared = _declared("RESPONSE", "float", "single", "2.5")
    test = (
        '<equal toleranceMode="absolute" tolerance="0.1"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal>'
    )
    body = '<p>Сколько? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    found = _interaction(_read(declared, body, _rules(_when(test, THREE))))
    assert (found.type, str(found.variants[0].tolerance.value)) == ("number", "0.1")


def test_several_questions_are_parts() -> None:
    declared = SINGLE + _declared("R2", "identifier", "ordered", "a,b,c")
    order = f'<orderInteraction responseIdentifier="R2">{CHOICES}</orderInteraction>'
    one = _when(MATCH.format("RESPONSE"), _set("S1", literal("float", 1)))
    two = _when(MATCH.format("R2"), _set("S2", literal("float", 2)))
    total = _set("SCORE", '<sum><variable identifier="S1"/><variable identifier="S2"/></sum>')
    outcomes = "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="float"/>'
        for name in ("S1", "S2")
    )
    body = "<p>First</p>" + CHOICE.format(1) + "<p>Second</p>" + order
    read = _read(declared + outcomes, body, _rules(one + two + total))
    assert read.item is not None
    assert [(p.interaction.type, int(p.points), p.prompt) for p in read.item.parts] == [
        ("single_choice", 1, "<p>First</p>\nQ"),
        ("ordering", 2, "<p>Second</p>"),
    ]


def test_more_than_a_sum_is_kept() -> None:
    cases = [
        (SINGLE, CHOICE.format(1), _when(f"<not>{MATCH.format('RESPONSE')}</not>", THREE), ""),
        (SINGLE, CHOICE.format(1), EQUIVALENT[0], 'adaptive="true"'),
        (SINGLE, CHOICE.format(1) + "<portableCustomInteraction/>", EQUIVALENT[0], ""),
    ]
    for declared, body, rules, attributes in cases:
        read = _read(declared, body, _rules(rules), attributes=attributes)
        assert _interaction(read).type == "qti"
        assert "qti-kept" in [problem.code for problem in read.problems]


FAULTY = [
    ("qti-no-correct", SINGLE.replace("<value>b</value>", ""), EQUIVALENT[0]),
    ("qti-no-mapping", SINGLE, _set("SCORE", '<mapResponse identifier="RESPONSE"/>')),
    ("qti-no-area-mapping", SINGLE, _set("SCORE", '<mapResponsePoint identifier="RESPONSE"/>')),
    ("qti-undeclared", SINGLE, _set("POINTS", literal("float", 1))),
    ("qti-undeclared", SINGLE, _set("SCORE", '<variable identifier="NONE"/>')),
    ("qti-no-response-processing", SINGLE, ""),
]


@pytest.mark.parametrize(("code", "declared", "rules"), FAULTY)
def test_what_could_never_be_scored_as_meant_is_refused(
    code: str, declared: str, rules: str
) -> None:
    read = _read(declared, CHOICE.format(1), _rules(rules))
    assert read.item is None
    assert [problem.code for problem in read.problems] == [code]


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


MANIFEST = b"""<manifest><resources><resource identifier="i" type="imsqti_item_xmlv2p2"
  href="a/i.xml"><file href="a/i.xml"/></resource></resources></manifest>"""


def test_media_is_found_from_where_the_item_lies() -> None:
    images = '<p><img src="../b/c%20d.png" alt=""/><img src="no.png" alt=""/></p>'
    item = QTI_XML.replace("<itemBody>", "<itemBody>" + images)
    data = _zip({"imsmanifest.xml": MANIFEST, "a/i.xml": item.encode(), "b/c d.png": b"PNG"})
    found = read_qti(data, "x.zip")
    assert dict(found.media) == {"b/c d.png": b"PNG"}
    (read,) = found.items
    assert read.item is not None
    assert 'src="b/c d.png"' in read.item.parts[0].prompt
    assert [(p.code, p.place) for p in read.problems] == [("qti-missing-file", "a/i.xml")]


def test_addresses_of_the_manifest_go_from_its_bases() -> None:
    """``xml:base`` of the manifest, the resources and the resource, one in another."""
    manifest = (
        b'<manifest xml:base="a"><resources xml:base="b/"><resource identifier="r" '
        b'xml:base="c/" type="imsqti_item_xmlv2p2" href="i%20j.xml"/></resources></manifest>'
    )
    item = make_item_xml(body="<p>Q</p>").encode()
    read = read_qti(_zip({"imsmanifest.xml": manifest, "a/b/c/i j.xml": item}))
    assert [entry.item is not None for entry in read.items] == [True]


def test_a_stimulus_of_the_package_is_taken() -> None:
    stimulus = b"""<qti-assessment-stimulus identifier="s" title="s"><qti-stimulus-body>
      <p>Text <img src="../b/c.png" alt=""/></p></qti-stimulus-body></qti-assessment-stimulus>"""
    reference = '<assessmentStimulusRef identifier="s" href="../s/s.xml"/>'
    item = QTI_XML.replace("<itemBody>", reference + "<itemBody>").encode()
    files = {"imsmanifest.xml": MANIFEST, "a/i.xml": item, "s/s.xml": stimulus, "b/c.png": b"PNG"}
    found = read_qti(_zip(files), "x.zip")
    assert dict(found.media) == {"b/c.png": b"PNG"}
    (read,) = found.items
    assert read.item is not None
    assert read.item.stimulus == '<p>Text <img src="b/c.png" alt=""></p>'
    del files["s/s.xml"]
    (read,) = read_qti(_zip(files), "x.zip").items
    assert [problem.code for problem in read.problems] == ["qti-missing-file"]


def test_a_kept_item_names_its_media_by_their_paths() -> None:
    item = QTI_XML.replace("<itemBody>", '<itemBody><p><img src="../b/c.png" alt=""/></p>')
    adaptive = item.replace('adaptive="false"', 'adaptive="true"').encode()
    files = {"imsmanifest.xml": MANIFEST, "a/i.xml": adaptive, "b/c.png": b"PNG"}
    (read,) = read_qti(_zip(files), "x.zip").items
    assert 'src="b/c.png"' in _interaction(read).xml


REFUSED = [
    ("qti-xml", b"<a"),
    ("qti-xml", b'<!DOCTYPE a [<!ENTITY e "x">]><a/>'),
    ("qti-no-item", b"<a/>"),
    ("qti-lone-test", b"<assessmentTest/>"),
    ("qti-archive", b"PK\x03\x04nothing"),
    ("qti-no-manifest", _zip({"a.xml": b"<a/>"})),
    ("qti-no-items", _zip({"imsmanifest.xml": b"<manifest/>"})),
    ("qti-archive", _zip({"../imsmanifest.xml": b"<manifest/>"})),
    ("qti-archive", _zip({f"{n}": b"" for n in range(5_001)})),
]


@pytest.mark.parametrize(("code", "data"), REFUSED)
def test_a_file_that_is_not_read_says_why(code: str, data: bytes) -> None:
    with pytest.raises(FormatRefused) as refused:
        read_qti(data, "f")
    assert refused.value.code == code


GOOD_PACKAGE = write_qti([make_item("single_choice"), make_item("matching")]).content


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([GOOD_PACKAGE, QTI_XML.encode()]),
    st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=6)), max_size=3),
)
def test_any_bytes_are_read_or_refused(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    for place, piece in changes:
        data = data[: place % len(data)] + piece + data[place % len(data) + len(piece) :]
    with suppress(FormatRefused):
        read_qti(data, "x")
