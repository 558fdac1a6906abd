"""Tests of QTI: outcomes over items, weights, categories, conditions and branches."""

from __future__ import annotations

from decimal import Decimal

from assessment.scoring.qti.sitting import process_test
from tests.factories.good_items import QTI_XML
from tests.factories.qti import make_item_xml

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p2"
ITEMS = {
    "a.xml": QTI_XML,
    "b.xml": QTI_XML.replace('baseType="float"/>', 'baseType="float" normalMaximum="2"/>'),
}


def _outcome(name: str, base_type: str = "float") -> str:
    return f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="{base_type}"/>'


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def _test(parts: str, rules: str, *names: str) -> str:
    outcomes = _outcome("SCORE") + "".join(_outcome(name) for name in names)
    return (
        f'<assessmentTest xmlns="{NAMESPACE}" identifier="t" title="t">{outcomes}{parts}'
        f"<outcomeProcessing>{rules}</outcomeProcessing></assessmentTest>"
    )


def _part(inside: str) -> str:
    return (
        '<testPart identifier="p" navigationMode="linear" submissionMode="individual">'
        f'<assessmentSection identifier="s" title="s" visible="true">{inside}'
        "</assessmentSection></testPart>"
    )


def _ref(name: str, href: str, inside: str = "", category: str = "") -> str:
    return (
        f'<assessmentItemRef identifier="{name}" href="{href}" category="{category}">{inside}'
        "</assessmentItemRef>"
    )


TWO = _part(
    _ref("i1", "a.xml", '<weight identifier="W" value="3"/>', "x")
    + _ref("i2", "b.xml", category="y")
    + _ref("i3", "a.xml")
)
RIGHT, WRONG = {"RESPONSE": "a"}, {"RESPONSE": "b"}


def test_sums_weights_and_counts() -> None:
    rules = (
        _set("SCORE", '<sum><testVariables variableIdentifier="SCORE" weightIdentifier="W"/></sum>')
        + _set("X", '<sum><testVariables variableIdentifier="SCORE" includeCategory="x"/></sum>')
        + _set("ONE", '<variable identifier="i1.SCORE"/>')
        + _set("RIGHT", "<numberCorrect/>")
        + _set("WRONG", "<numberIncorrect/>")
        + _set("ANSWERED", "<numberResponded/>")
        + _set("SEEN", '<numberPresented excludeCategory="y"/>')
        + _set("ALL", '<numberSelected sectionIdentifier="s"/>')
        + _set("MAX", '<outcomeMaximum outcomeIdentifier="SCORE" includeCategory="y"/>')
    )
    xml = _test(TWO, rules, "X", "ONE", "RIGHT", "WRONG", "ANSWERED", "SEEN", "ALL", "MAX")
    found = process_test(xml, ITEMS, {"i1": RIGHT, "i2": WRONG})
    assert found.unsupported == ()
    assert found.outcomes == {
        "SCORE": 3.0,
        "X": 1.0,
        "ONE": 1.0,
        "RIGHT": 1.0,
        "WRONG": 2.0,
        "ANSWERED": 2.0,
        "SEEN": 2.0,
        "ALL": 3.0,
        "MAX": 2.0,
    }
    assert found.score == Decimal(3)


SUM = _set("SCORE", '<sum><testVariables variableIdentifier="SCORE"/></sum>')


def test_a_branch_skips_and_a_condition_closes() -> None:
    test = '<gte><variable identifier="SCORE"/><baseValue baseType="float">1</baseValue></gte>'
    branch = f'<branchRule target="i3">{test}</branchRule>'
    condition = f"<preCondition><not>{test}</not></preCondition>"
    part = _part(_ref("i1", "a.xml", branch) + _ref("i2", "b.xml") + _ref("i3", "a.xml", condition))
    xml = _test(part, SUM)
    assert process_test(xml, ITEMS, {"i1": RIGHT}).visited == ("i1",)
    assert process_test(xml, ITEMS, {"i1": WRONG}).visited == ("i1", "i2", "i3")
    out = xml.replace('target="i3"', 'target="EXIT_TEST"')
    assert process_test(out, ITEMS, {"i1": RIGHT, "i3": RIGHT}).visited == ("i1",)


def test_a_selection_is_made_by_the_seed() -> None:
    part = TWO.replace(
        'visible="true">', 'visible="true"><selection select="2"/><ordering shuffle="true"/>'
    )
    xml = _test(part, SUM)
    seen = {process_test(xml, ITEMS, {}, seed=seed).visited for seed in range(20)}
    assert {len(visited) for visited in seen} == {2}
    assert len(seen) > 3


def test_what_is_missing_is_named() -> None:
    found = process_test(_test(_part(_ref("i", "none.xml")), SUM), {}, {"i": RIGHT})
    assert found.unsupported == ("item none.xml",)
    assert process_test("<a/>", {}, {}).unsupported == ("qti-no-test a",)


def _float(text: object) -> str:
    return f'<baseValue baseType="float">{text}</baseValue>'


def test_bounds_are_a_container_one_value_an_item() -> None:
    """A maximum that one item lacks makes all NULL; a minimum that it lacks is left out."""
    low = QTI_XML.replace(
        'baseType="float"/>', 'baseType="float" normalMaximum="3" normalMinimum="-1"/>'
    )
    part = _part(
        _ref("i1", "low.xml", '<weight identifier="W" value="2"/>', "x")
        + _ref("i2", "b.xml", category="x")
        + _ref("i3", "a.xml")
    )
    bounds = '<{} outcomeIdentifier="SCORE" includeCategory="{}" weightIdentifier="W"/>'
    rules = (
        _set("MOST", f"<sum>{bounds.format('outcomeMaximum', 'x')}</sum>")
        + _set("COUNT", f"<containerSize>{bounds.format('outcomeMaximum', 'x')}</containerSize>")
        + _set("LEAST", f"<sum>{bounds.format('outcomeMinimum', 'x')}</sum>")
        + _set("NONE", f"<sum>{bounds.format('outcomeMaximum', '')}</sum>")
    )
    test = _test(part, rules, "MOST", "COUNT", "LEAST", "NONE")
    outcomes = process_test(test, {**ITEMS, "low.xml": low}, {}).outcomes
    assert outcomes["MOST"] == 8
    assert outcomes["COUNT"] == 2
    assert outcomes["LEAST"] == -2
    assert outcomes["NONE"] is None


def test_a_test_gives_defaults_to_templates() -> None:
    item = make_item_xml(
        '<templateDeclaration identifier="T" cardinality="single" baseType="float"/>'
        + _outcome("SCORE"),
        rules="<responseProcessing>"
        + _set("SCORE", '<variable identifier="T"/>')
        + "</responseProcessing>",
    )
    given = '<templateDefault templateIdentifier="{}">{}</templateDefault>'
    part = _part(
        _ref("i1", "t.xml", given.format("T", _float(7)))
        + _ref("i2", "t.xml")
        + _ref("i3", "t.xml", given.format("OTHER", _float(1)))
    )
    rules = _set("ONE", '<variable identifier="i1.SCORE"/>') + _set(
        "TWO", '<variable identifier="i2.SCORE"/>'
    )
    found = process_test(_test(part, rules, "ONE", "TWO"), {"t.xml": item}, {})
    assert (found.outcomes["ONE"], found.outcomes["TWO"]) == (7, None)
    assert found.faults == ("templateDefault OTHER",)


def test_what_would_be_another_test_is_named() -> None:
    inside = (
        '<selection select="1" withReplacement="true"/><assessmentSectionRef identifier="x" '
        'href="more.xml"/>'
    )
    found = process_test(_test(_part(inside), ""), {}, {})
    assert found.unsupported == ("selection withReplacement", "assessmentSectionRef more.xml")


def test_a_score_of_another_shape_is_no_error() -> None:
    many = _outcome("SCORE").replace('"single"', '"multiple"')
    test = _test(
        TWO, _set("SCORE", f"<delete>{_float(1)}<multiple>{_float(1)}</multiple></delete>")
    )
    assert process_test(test.replace(_outcome("SCORE"), many), ITEMS, {}).score is None
