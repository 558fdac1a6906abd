"""Attempts at an item: what is kept between them, buttons that end them, completion."""

from __future__ import annotations

from typing import Any

from assessment.scoring.qti.processing import parse_item, process_item, process_rounds
from assessment.scoring.qti.session import ItemSession
from tests.factories.qti import literal, make_item_xml


def _declare(kind: str, name: str, base_type: str, inside: str = "", **more: str) -> str:
    return (
        f'<{kind}Declaration identifier="{name}" baseType="{base_type}" '
        f'cardinality="{more.get("cardinality", "single")}">{inside}</{kind}Declaration>'
    )


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def _rules(inside: str) -> str:
    return f"<responseProcessing>{inside}</responseProcessing>"


def _variable(name: str) -> str:
    return f'<variable identifier="{name}"/>'


BUTTON = _declare("response", "HINT", "boolean", "<defaultValue><value>true</value></defaultValue>")
PRESSED = _declare("outcome", "PRESSED", "boolean")
NAMED_BUTTON = '<p><endAttemptInteraction responseIdentifier="HINT" title="Hint"/></p>'


def test_a_button_that_was_not_pressed_is_false() -> None:
    """Neither NULL nor its default, which the specification has ignored always."""
    for attributes in ("", 'adaptive="true"'):
        xml = make_item_xml(
            BUTTON + PRESSED,
            NAMED_BUTTON,
            _rules(_set("PRESSED", _variable("HINT"))),
            attributes=attributes,
        )
        assert process_item(xml, {}).outcomes["PRESSED"] is False
        assert process_item(xml, {"HINT": None}).outcomes["PRESSED"] is False
        assert process_item(xml, {"HINT": True}).outcomes["PRESSED"] is True
        rounds = process_rounds(xml, [{"HINT": True}, {}])
        assert rounds.outcomes["PRESSED"] is False


COUNTED = _rules(
    _set("SUM", f"<sum>{_variable('SUM')}{literal('integer', 1)}</sum>")
    + _set("TRIES", _variable("numAttempts"))
    + "<responseCondition><responseIf><gte>"
    + _variable("numAttempts")
    + literal("integer", 2)
    + "</gte>"
    + _set("completionStatus", literal("identifier", "completed"))
    + "</responseIf></responseCondition>"
)
SUMS = _declare("outcome", "SUM", "integer") + _declare("outcome", "TRIES", "integer")


def test_outcomes_are_kept_by_adaptive_items_only() -> None:
    adaptive = process_rounds(make_item_xml(SUMS, "", COUNTED, attributes='adaptive="true"'), [{}])
    assert adaptive.outcomes == {"SUM": 1, "TRIES": 1, "completionStatus": "unknown"}
    assert not adaptive.is_completed
    plain = process_rounds(
        make_item_xml(SUMS, "", COUNTED.split("<responseC")[0] + "</responseProcessing>"),
        [{}, {}, {}],
    )
    assert plain.outcomes == {"SUM": 1, "TRIES": 3}
    assert plain.is_completed


def test_a_completed_item_takes_no_more_attempts() -> None:
    """A session that goes on by itself ends there too, not only a list of rounds."""
    session = ItemSession(parse_item(make_item_xml(SUMS, "", COUNTED, attributes='adaptive="1"')))
    for _ in range(4):
        result = session.submit({})
    assert result.outcomes == {"SUM": 2, "TRIES": 2, "completionStatus": "completed"}


def test_an_item_that_is_not_adaptive_may_state_its_status() -> None:
    xml = make_item_xml(
        SUMS, "", _rules(_set("completionStatus", literal("identifier", "incomplete")))
    )
    assert process_item(xml, {}).outcomes["completionStatus"] == "incomplete"


def test_a_status_of_any_shape_is_no_error() -> None:
    status = _declare("outcome", "completionStatus", "identifier", cardinality="multiple")
    null = _rules(_set("completionStatus", "<null/>"))
    for attributes in ("", 'adaptive="true"'):
        xml = make_item_xml(status, "", null, attributes=attributes)
        assert process_rounds(xml, [{}, {}]).unsupported == ()


def test_what_was_typed_is_kept_beside_the_number() -> None:
    """``stringIdentifier`` binds the text of a number to a variable of its own."""
    declared = (
        _declare("response", "N", "float")
        + _declare("response", "TYPED", "string")
        + _declare("outcome", "OUT", "string")
        + _declare("outcome", "SCORE", "float")
    )
    xml = make_item_xml(
        declared,
        '<p><textEntryInteraction responseIdentifier="N" stringIdentifier="TYPED"/></p>',
        _rules(_set("OUT", _variable("TYPED")) + _set("SCORE", _variable("N"))),
    )
    assert process_item(xml, {"N": "1,50"}).outcomes == {"OUT": "1,50", "SCORE": 1.5}
    assert process_item(xml, {"N": "many"}).outcomes == {"OUT": "many", "SCORE": None}
    assert process_item(xml, {}).outcomes["OUT"] is None


def _templated(rules: str) -> dict[str, Any]:
    declared = (
        _declare("template", "A", "integer", "<defaultValue><value>7</value></defaultValue>")
        + _declare(
            "response", "R", "integer", "<correctResponse><value>1</value></correctResponse>"
        )
        + _declare("outcome", "KEY", "integer")
        + _declare("outcome", "X", "integer", "<defaultValue><value>3</value></defaultValue>")
    )
    xml = make_item_xml(
        declared,
        "",
        _rules(_set("KEY", '<correct identifier="R"/>')),
        templates=f"<templateProcessing>{rules}</templateProcessing>",
    )
    found = process_item(xml, {})
    return {**found.outcomes, **found.template_values}


def test_a_template_that_never_holds_leaves_nothing_behind() -> None:
    """Values, keys and defaults that it set before the constraint broke are as declared."""
    begun = (
        f'<setTemplateValue identifier="A">{literal("integer", 9)}</setTemplateValue>'
        f'<setCorrectResponse identifier="R">{literal("integer", 9)}</setCorrectResponse>'
        f'<setDefaultValue identifier="X">{literal("integer", 9)}</setDefaultValue>'
    )
    assert _templated(begun) == {"KEY": 9, "X": 9, "A": 9}
    never = f"<templateConstraint>{literal('boolean', 'false')}</templateConstraint>"
    assert _templated(begun + never) == {"KEY": 1, "X": 3, "A": 7}


def test_a_template_ends_where_it_says() -> None:
    ended = "<exitTemplate/>" + (
        f'<setTemplateValue identifier="A">{literal("integer", 9)}</setTemplateValue>'
    )
    assert _templated(ended)["A"] == 7
    null = "<templateConstraint><null/></templateConstraint>"
    assert _templated(null)["A"] == 7


def test_a_response_that_nobody_touched_has_its_default() -> None:
    """Untouched in a session; left empty where a learner saw the field without the default."""
    declared = _declare(
        "response", "R", "integer", "<defaultValue><value>3</value></defaultValue>"
    ) + _declare("outcome", "OUT", "integer")
    xml = make_item_xml(declared, "", _rules(_set("OUT", _variable("R"))))
    session = ItemSession(parse_item(xml))
    assert session.submit({}).outcomes["OUT"] == 3
    assert session.submit({"R": 5}).outcomes["OUT"] == 5
    assert session.submit({}).outcomes["OUT"] == 3
    assert session.submit({"R": None}).outcomes["OUT"] is None
    assert process_item(xml, {}).outcomes["OUT"] is None
    templated = xml.replace(
        "<itemBody>",
        f"<templateProcessing><setDefaultValue identifier='R'>{literal('integer', 8)}"
        "</setDefaultValue></templateProcessing><itemBody>",
    )
    assert ItemSession(parse_item(templated)).submit({}).outcomes["OUT"] == 8


def test_an_adaptive_item_keeps_what_was_answered_before() -> None:
    declared = _declare("response", "R", "integer") + _declare("outcome", "OUT", "integer")
    rules = _rules(_set("OUT", _variable("R")))
    xml = make_item_xml(declared, "", rules, attributes='adaptive="true"')
    assert process_rounds(xml, [{"R": 5}, {}]).outcomes["OUT"] == 5
    assert process_rounds(xml, [{"R": 5}, {"R": None}]).outcomes["OUT"] is None


def test_attempts_are_counted_whatever_an_author_sets() -> None:
    declared = _declare("response", "numAttempts", "string") + _declare("outcome", "N", "string")
    rules = _set("N", _variable("numAttempts")) + (
        f'<setResponseValue identifier="numAttempts">{literal("string", "x")}</setResponseValue>'
    )
    xml = make_item_xml(declared, "", _rules(rules))
    assert process_rounds(xml, [{}, {}]).outcomes["N"] == "2"
