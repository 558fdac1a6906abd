"""Mappings, areas and tables by the specification: bounds, case, order, defaults, every type."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.scoring.qti.processing import process_item
from tests.factories.qti import make_item_xml


def _response(base_type: str, inside: str, cardinality: str = "single") -> str:
    return (
        f'<responseDeclaration identifier="R" cardinality="{cardinality}" '
        f'baseType="{base_type}">{inside}</responseDeclaration>'
    )


def _mapping(entries: str, attributes: str = "") -> str:
    return f"<mapping {attributes}>{entries}</mapping>"


def _entry(key: str, value: float, more: str = "") -> str:
    return f'<mapEntry mapKey="{key}" mappedValue="{value}" {more}/>'


def _score(declarations: str, expression: str, answer: Any, kind: str = "float") -> Any:
    outcome = f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="{kind}"/>'
    rules = (
        f'<responseProcessing><setOutcomeValue identifier="SCORE">{expression}'
        "</setOutcomeValue></responseProcessing>"
    )
    xml = make_item_xml(declarations + outcome, rules=rules)
    return process_item(xml, {"R": answer}).outcomes["SCORE"]


AB = _entry("a", 2) + _entry("b", -3) + _entry("c", 4)
MAPPINGS: list[tuple[str, str, str, Any, float]] = [
    ("identifier", "single", _mapping(AB), "a", 2),
    ("identifier", "single", _mapping(AB), "x", 0),
    ("identifier", "single", _mapping(AB, 'defaultValue="-1"'), "x", -1),
    ("identifier", "single", _mapping(AB, 'defaultValue="-1"'), None, 0),
    ("identifier", "multiple", _mapping(AB), ["a", "b"], -1),
    ("identifier", "multiple", _mapping(AB, 'lowerBound="0"'), ["a", "b"], 0),
    ("identifier", "multiple", _mapping(AB, 'upperBound="5"'), ["a", "c"], 5),
    ("identifier", "multiple", _mapping(AB, 'upperBound="0"'), ["a", "c"], 0),
    ("identifier", "multiple", _mapping(AB, 'defaultValue="0.5"'), ["a", "x", "y"], 3),
    ("identifier", "multiple", _mapping(AB), ["a", "a", "c"], 6),
    ("identifier", "ordered", _mapping(AB), ["c", "a"], 6),
    ("identifier", "multiple", _mapping(AB), [], 0),
    ("string", "single", _mapping(_entry("York", 1)), "york", 0),
    ("string", "single", _mapping(_entry("York", 1, 'caseSensitive="false"')), "YORK", 1),
    ("string", "single", _mapping(_entry("York", 1, 'caseSensitive="0"')), "YORK", 1),
    ("string", "single", _mapping(_entry("Ёж", 1, 'caseSensitive="false"')), "ёЖ", 1),
    # The first entry that fits counts.
    (
        "string",
        "single",
        _mapping(_entry("York", 1) + _entry("york", 0.5, 'caseSensitive="false"')),
        "york",
        0.5,
    ),
    ("integer", "single", _mapping(_entry("7", 1.5)), "7", 1.5),
    ("float", "single", _mapping(_entry("0.50", 1.5)), "0,5", 1.5),
    ("boolean", "single", _mapping(_entry("true", 1) + _entry("false", 2)), False, 2),
    ("pair", "multiple", _mapping(_entry("a b", 1) + _entry("c d", 2)), ["b a", "d c"], 3),
    ("pair", "multiple", _mapping(_entry("a b", 1)), ["b a", "a b"], 1),
    ("directedPair", "multiple", _mapping(_entry("a b", 1)), ["b a"], 0),
    ("directedPair", "multiple", _mapping(_entry(" a  b ", 1)), [["a", "b"]], 1),
    ("duration", "single", _mapping(_entry("PT1M", 1)), "PT60S", 1),
    ("uri", "single", _mapping(_entry("http://x/", 1)), "http://x/", 1),
]


@pytest.mark.parametrize(("base_type", "cardinality", "mapping", "answer", "wanted"), MAPPINGS)
def test_a_response_is_mapped(
    base_type: str, cardinality: str, mapping: str, answer: Any, wanted: float
) -> None:
    declared = _response(base_type, mapping, cardinality)
    assert _score(declared, '<mapResponse identifier="R"/>', answer) == wanted


def _area(shape: str, coords: str, value: float) -> str:
    return f'<areaMapEntry shape="{shape}" coords="{coords}" mappedValue="{value}"/>'


AREAS: list[tuple[str, str, Any, float]] = [
    ("single", _area("rect", "0,0,10,10", 1), "10 10", 1),
    ("single", _area("rect", "10 10 0 0", 1), "5 5", 1),
    ("single", _area("circle", "5,5,2", 1), {"x": 7, "y": 5}, 1),
    ("single", _area("circle", "5,5,2", 1), [7, 6], 0),
    ("single", _area("ellipse", "5,5,4,2", 1), "9 5", 1),
    ("single", _area("ellipse", "5,5,4,2", 1), "5 8", 0),
    ("single", _area("poly", "0,0,10,0,10,10,0,0", 1), "9 5", 1),
    ("single", _area("poly", "0,0,10,0,5,5,10,10,0,10", 1), "9 5", 0),
    ("single", _area("circle", "0,0,1", 1) + _area("default", "", 0.25), "50 50", 0.25),
    # Areas that overlap: the first counts.
    ("single", _area("rect", "0,0,9,9", 1) + _area("rect", "0,0,5,5", 3), "1 1", 1),
    ("multiple", _area("rect", "0,0,9,9", 1) + _area("rect", "20,0,29,9", 3), ["1 1", "21 1"], 4),
    ("multiple", _area("rect", "0,0,9,9", 1), ["1 1", "2 2"], 1),
    ("multiple", _area("rect", "0,0,9,9", 1), [], 0),
]


@pytest.mark.parametrize(("cardinality", "areas", "answer", "wanted"), AREAS)
def test_points_are_mapped_by_areas(
    cardinality: str, areas: str, answer: Any, wanted: float
) -> None:
    declared = _response("point", f"<areaMapping>{areas}</areaMapping>", cardinality)
    assert _score(declared, '<mapResponsePoint identifier="R"/>', answer) == wanted


GRADES = (
    "<interpolationTable {}>"
    '<interpolationTableEntry sourceValue="80" targetValue="A" includeBoundary="{}"/>'
    '<interpolationTableEntry sourceValue="50" targetValue="B"/></interpolationTable>'
)
MATCHED = (
    '<matchTable {}><matchTableEntry sourceValue="1" targetValue="one"/>'
    '<matchTableEntry sourceValue="1" targetValue="again"/></matchTable>'
)
TABLES: list[tuple[str, Any, str | None]] = [
    (GRADES.format("", "true"), 80, "A"),
    (GRADES.format("", "false"), 80, "B"),
    (GRADES.format("", "0"), 80, "B"),
    (GRADES.format("", "false"), 80.5, "A"),
    (GRADES.format("", "true"), 50, "B"),
    (GRADES.format("", "true"), 49, None),
    (GRADES.format('defaultValue="F"', "true"), 49, "F"),
    (MATCHED.format(""), 1, "one"),
    (MATCHED.format(""), 2, None),
    (MATCHED.format('defaultValue="other"'), 2, "other"),
]


@pytest.mark.parametrize(("table", "answer", "wanted"), TABLES)
def test_a_value_is_looked_up(table: str, answer: Any, wanted: str | None) -> None:
    declared = (
        _response("float", "")
        + '<outcomeDeclaration identifier="G" cardinality="single" baseType="identifier">'
        + f"{table}</outcomeDeclaration>"
    )
    rules = (
        '<responseProcessing><lookupOutcomeValue identifier="G"><variable identifier="R"/>'
        "</lookupOutcomeValue></responseProcessing>"
    )
    xml = make_item_xml(declared, rules=rules)
    assert process_item(xml, {"R": answer}).outcomes["G"] == wanted


@pytest.mark.parametrize(
    ("boundary", "answer", "wanted"),
    [
        ("", 5, 50.0),
        ("", -1, 0.0),
        ("", 99, 100.0),
        ('includeBoundary="false"', 5, 0.0),
        ('includeBoundary="false"', 0, None),
    ],
)
def test_a_table_that_goes_up(boundary: str, answer: float, wanted: float | None) -> None:
    """Straight lines between its points, but the rule where a boundary is left out."""
    declared = (
        _response("float", "")
        + '<outcomeDeclaration identifier="X" cardinality="single" baseType="float">'
        "<interpolationTable>"
        f'<interpolationTableEntry sourceValue="0" targetValue="0" {boundary}/>'
        '<interpolationTableEntry sourceValue="10" targetValue="100"/></interpolationTable>'
        "</outcomeDeclaration>"
    )
    rules = (
        '<responseProcessing><lookupOutcomeValue identifier="X"><variable identifier="R"/>'
        "</lookupOutcomeValue></responseProcessing>"
    )
    xml = make_item_xml(declared, rules=rules)
    assert process_item(xml, {"R": answer}).outcomes["X"] == wanted


def test_a_duration_is_looked_up_in_seconds() -> None:
    declared = (
        _response("duration", "")
        + '<outcomeDeclaration identifier="G" cardinality="single" baseType="identifier">'
        + GRADES.format("", "true")
        + "</outcomeDeclaration>"
    )
    rules = (
        '<responseProcessing><lookupOutcomeValue identifier="G"><variable identifier="R"/>'
        "</lookupOutcomeValue></responseProcessing>"
    )
    assert process_item(make_item_xml(declared, rules=rules), {"R": "PT1M"}).outcomes["G"] == "B"


VALUES: list[tuple[str, str, Any, Any]] = [
    ("boolean", "single", "true", True),
    ("boolean", "single", True, True),
    ("boolean", "single", "0", False),
    ("integer", "single", "+5", 5),
    ("integer", "single", 5.0, 5),
    ("integer", "single", "5.5", None),
    ("float", "single", "1e3", 1000.0),
    ("float", "single", 2, 2.0),
    ("string", "single", "  a ", "  a "),
    ("string", "single", 5, "5"),
    ("identifier", "single", ["a"], "a"),
    ("identifier", "single", ["a", "b"], None),
    ("identifier", "multiple", "a", ["a"]),
    ("identifier", "multiple", ["a", None, "b"], ["a", "b"]),
    ("identifier", "ordered", ["b", "a"], ["b", "a"]),
    ("pair", "single", ["a", "b"], "a b"),
    ("pair", "multiple", ["a", "b"], ["a b"]),
    ("directedPair", "multiple", [["a", "b"], "c d"], ["a b", "c d"]),
    ("point", "single", [1.5, 2], "1.5 2"),
    ("point", "single", {"x": 1, "y": 2}, "1 2"),
    ("point", "multiple", [[1, 2], "3,4"], ["1 2", "3 4"]),
    ("duration", "single", "PT1H30M", "PT5400S"),
    ("duration", "single", 90, "PT90S"),
    ("file", "single", {"name": "a.pdf", "type": "application/pdf"}, "a.pdf"),
    ("uri", "single", "http://x/", "http://x/"),
    # The JSON of custom interactions.
    ("integer", "single", {"base": {"integer": 3}}, 3),
    ("identifier", "single", {"base": None}, None),
    ("point", "single", {"base": {"point": [1, 2]}}, "1 2"),
    ("pair", "multiple", {"list": {"pair": [["a", "b"], ["c", "d"]]}}, ["a b", "c d"]),
    ("file", "single", {"base": {"file": {"name": "a.pdf", "data": ""}}}, "a.pdf"),
    ("integer", "single", {"base": {"magic": 3}}, None),
    ("float", "single", {}, None),
    ("float", "single", None, None),
]


@pytest.mark.parametrize(("base_type", "cardinality", "answer", "wanted"), VALUES)
def test_an_answer_becomes_a_value_of_its_type(
    base_type: str, cardinality: str, answer: Any, wanted: Any
) -> None:
    declared = _response(base_type, "", cardinality)
    out = (
        f'<outcomeDeclaration identifier="OUT" cardinality="{cardinality}" baseType="{base_type}"/>'
    )
    rules = (
        '<responseProcessing><setOutcomeValue identifier="OUT"><variable identifier="R"/>'
        "</setOutcomeValue></responseProcessing>"
    )
    found = process_item(make_item_xml(declared + out, rules=rules), {"R": answer}).outcomes["OUT"]
    assert found == wanted
    assert type(found) is type(wanted)


RECORD_FIELDS: list[tuple[Any, dict[str, Any]]] = [
    ("3.50", {"floatValue": 3.5, "integerValue": None, "rightDigits": 2, "leftDigits": 1}),
    ("-12", {"floatValue": -12.0, "integerValue": -12, "ndp": 0, "nsf": 2}),
    ("0.0050", {"nsf": 2, "ndp": 4, "exponent": None}),
    ("1.2e3", {"floatValue": 1200.0, "integerValue": None, "exponent": 3, "nsf": 2}),
    ("word", {"stringValue": "word", "floatValue": None, "nsf": None}),
    ({"floatValue": "3", "integerValue": 3}, {"floatValue": 3.0, "integerValue": 3}),
    (
        {"record": [{"name": "floatValue", "base": {"float": 3}}, {"name": "ndp", "base": None}]},
        {"floatValue": 3.0, "ndp": None},
    ),
]


@pytest.mark.parametrize(("answer", "wanted"), RECORD_FIELDS)
def test_a_typed_number_is_a_record(answer: Any, wanted: dict[str, Any]) -> None:
    """String interactions: what the fields of a record say of the number as it was typed."""
    kinds = {"stringValue": "string", "floatValue": "float"}
    declared = '<responseDeclaration identifier="R" cardinality="record"/>' + "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" '
        f'baseType="{kinds.get(name, "integer")}"/>'
        for name in wanted
    )
    rules = "".join(
        f'<setOutcomeValue identifier="{name}"><fieldValue fieldIdentifier="{name}">'
        '<variable identifier="R"/></fieldValue></setOutcomeValue>'
        for name in wanted
    )
    xml = make_item_xml(declared, rules=f"<responseProcessing>{rules}</responseProcessing>")
    found = process_item(xml, {"R": answer})
    assert found.outcomes == wanted
    assert not found.faults
