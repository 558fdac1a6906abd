"""Tests of QTI: outcomes over items, weights, categories, conditions and branches."""

from __future__ import annotations

from decimal import Decimal

from assessment.scoring.qti.sitting import process_test
from tests.factories.good_items import QTI_XML

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
