"""Items processed as a whole: templates, rounds, feedback, what is unsupported, and any text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.qti.processing import (
    learner_view,
    process_item,
    process_rounds,
)
from tests.factories.good_items import QTI_XML
from tests.factories.items import json_values
from tests.factories.qti import literal, make_item_xml

RESPONSE = """<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
  <correctResponse><value>a</value></correctResponse>
  <mapping defaultValue="0"><mapEntry mapKey="a" mappedValue="1.5"/></mapping>
</responseDeclaration>"""
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
BASES = (
    "http://www.imsglobal.org/question/qti_v2p1/rptemplates/{}",
    "http://www.imsglobal.org/question/qti_v2p2/rptemplates/{}.xml",
    "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{}.xml",
)


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def _rules(inside: str) -> str:
    return f"<responseProcessing>{inside}</responseProcessing>"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    ("name", "right", "wrong"), [("match_correct", "1", "0"), ("map_response", "1.5", "0")]
)
def test_standard_templates_of_every_version(base: str, name: str, right: str, wrong: str) -> None:
    rules = f'<responseProcessing template="{base.format(name)}"/>'
    xml = make_item_xml(RESPONSE + SCORE, rules=rules)
    assert process_item(xml, {"RESPONSE": "a"}).score == Decimal(right)
    assert process_item(xml, {"RESPONSE": "b"}).score == Decimal(wrong)
    assert process_item(xml, {}).score == 0
    assert process_item(xml, {}).max_score == Decimal(right)


def test_the_templates_of_version_2_0() -> None:
    address = "http://www.imsglobal.org/xml/imsqti_item_v2p0/rpMapResponse"
    xml = make_item_xml(RESPONSE + SCORE, rules=f'<responseProcessing template="{address}"/>')
    assert process_item(xml, {"RESPONSE": "a"}).score == Decimal("1.5")


def test_points_and_the_template_of_common_cartridge() -> None:
    declarations = RESPONSE + SCORE
    declarations += '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" '
    declarations += 'baseType="float"><defaultValue><value>10</value></defaultValue>'
    declarations += "</outcomeDeclaration>"
    declarations += '<outcomeDeclaration identifier="FEEDBACKBASIC" cardinality="single" '
    declarations += 'baseType="identifier"/>'
    rules = '<responseProcessing template="https://x/rptemplates/CC2_match_basic.xml"/>'
    found = process_item(make_item_xml(declarations, rules=rules), {"RESPONSE": "a"})
    assert found.outcomes == {"SCORE": 10.0, "MAXSCORE": 10.0, "FEEDBACKBASIC": "correct"}
    assert found.max_score == 10


def test_a_template_of_strangers_is_named() -> None:
    rules = '<responseProcessing template="https://x/rptemplates/own"/>'
    found = process_item(make_item_xml(RESPONSE + SCORE, rules=rules), {"RESPONSE": "a"})
    assert found.unsupported == ("responseProcessing https://x/rptemplates/own",)


def test_version_3_is_the_same_item() -> None:
    third = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
      identifier="i" title="t" time-dependent="false"><qti-response-declaration
      identifier="RESPONSE" base-type="point" cardinality="single"><qti-area-mapping
      default-value="0"><qti-area-map-entry shape="circle" coords="5,5,2" mapped-value="3"/>
      </qti-area-mapping></qti-response-declaration><qti-outcome-declaration identifier="SCORE"
      base-type="float" cardinality="single" normal-maximum="3"/><qti-item-body/>
      <qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-map-response-point
      identifier="RESPONSE"/></qti-set-outcome-value></qti-response-processing>
      </qti-assessment-item>"""
    assert process_item(third, {"RESPONSE": [6, 6]}).score == 3
    assert process_item(third, {"RESPONSE": "0 0"}).score == 0
    assert process_item(third, {}).max_score == 3


def test_a_rule_with_something_unsupported_is_skipped_and_named() -> None:
    inside = _set("SCORE", '<customOperator class="x"/>') + "<setMagic/>"
    found = process_item(make_item_xml(SCORE, rules=_rules(inside)), {})
    assert found.unsupported == ("customOperator x", "setMagic")
    assert found.outcomes == {"SCORE": 0.0}


def test_tenths_add_up() -> None:
    tenths = literal("float", "0.1") + literal("float", "0.2")
    found = process_item(
        make_item_xml(SCORE, rules=_rules(_set("SCORE", f"<sum>{tenths}</sum>"))), {}
    )
    assert found.score == Decimal("0.3")


def test_answers_are_read_as_people_type_them() -> None:
    number = '<responseDeclaration identifier="N" cardinality="single" baseType="float"/>'
    rules = _rules(_set("SCORE", '<variable identifier="N"/>'))
    xml = make_item_xml(number + SCORE, rules=rules)
    for typed, read in [("1,5", "1.5"), ("−2", "-2"), ("1 000", "1000"), (["7"], "7")]:
        assert process_item(xml, {"N": typed}).score == Decimal(read)
    for typed in ("1,234.5", "ten", {}, [1, 2], "1" * 500):
        assert process_item(xml, {"N": typed}).unreadable == ("N",)


def test_a_record_of_a_typed_number() -> None:
    record = '<responseDeclaration identifier="R" cardinality="record"/>'
    fields = "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="integer"/>'
        for name in ("ndp", "nsf", "leftDigits", "exponent")
    )
    inside = "".join(
        _set(name, f'<fieldValue fieldIdentifier="{name}"><variable identifier="R"/></fieldValue>')
        for name in ("ndp", "nsf", "leftDigits", "exponent")
    )
    found = process_item(make_item_xml(record + fields, rules=_rules(inside)), {"R": "03.140e5"})
    assert found.outcomes == {"ndp": 3, "nsf": 4, "leftDigits": 2, "exponent": 5}


ADAPTIVE = make_item_xml(
    RESPONSE
    + SCORE
    + '<outcomeDeclaration identifier="HINT" cardinality="single" baseType="identifier"/>',
    '<p>Q</p><feedbackBlock outcomeIdentifier="HINT" identifier="h" showHide="show">Подсказка'
    "</feedbackBlock>",
    _rules(
        "<responseCondition><responseIf><match><variable identifier='RESPONSE'/>"
        "<correct identifier='RESPONSE'/></match>"
        + _set("SCORE", literal("float", 1))
        + _set("completionStatus", literal("identifier", "completed"))
        + "</responseIf><responseElseIf><gte><variable identifier='numAttempts'/>"
        + literal("integer", 2)
        + "</gte>"
        + _set("HINT", literal("identifier", "h"))
        + "</responseElseIf></responseCondition>"
    ),
    attributes='adaptive="true"',
)


def test_an_adaptive_item_takes_rounds() -> None:
    wrong, right = {"RESPONSE": "b"}, {"RESPONSE": "a"}
    first = process_rounds(ADAPTIVE, [wrong])
    assert not first.is_completed
    assert "Подсказка" not in learner_view(ADAPTIVE, 0, [wrong])["body"]
    assert "Подсказка" in learner_view(ADAPTIVE, 0, [wrong, wrong])["body"]
    last = process_rounds(ADAPTIVE, [wrong, wrong, right, wrong])
    assert last.is_completed
    assert last.outcomes == {"SCORE": 1.0, "HINT": "h", "completionStatus": "completed"}


def _template(inside: str) -> str:
    declared = '<templateDeclaration identifier="A" cardinality="single" baseType="integer"/>'
    return make_item_xml(
        declared + SCORE,
        "<p>A=<printedVariable identifier='A'/></p>",
        _rules(_set("SCORE", '<variable identifier="A"/>')),
        templates=f"<templateProcessing>{inside}</templateProcessing>",
    )


DICE = '<setTemplateValue identifier="A"><randomInteger min="1" max="100"/></setTemplateValue>'


def test_a_template_is_dealt_by_its_seed() -> None:
    xml = _template(DICE)
    dealt = {process_item(xml, {}, seed=seed).score for seed in range(9)}
    assert len(dealt) > 5
    assert process_item(xml, {}, seed=4).template_values == {
        "A": int(learner_view(xml, 4)["body"].removeprefix("<p>A=").removesuffix("</p>"))
    }


def test_a_constraint_deals_anew_and_gives_up_some_time() -> None:
    wanted = '<templateConstraint><gt><variable identifier="A"/>{}</gt></templateConstraint>'
    high = process_item(_template(DICE + wanted.format(literal("integer", 90))), {}, seed=1)
    assert high.score is not None
    assert high.score > 90
    never = process_item(_template(DICE + wanted.format(literal("integer", 100))), {}, seed=1)
    assert never.faults[0] == "templateConstraint never holds"


def test_work_is_bounded() -> None:
    nest = literal("integer", 1)
    for _ in range(6):
        nest = f'<repeat numberRepeats="9999">{nest}</repeat>'
    inside = _set("SCORE", f"<containerSize>{nest}</containerSize>") * 40
    found = process_item(make_item_xml(SCORE, rules=_rules(inside)), {})
    assert found.score == 0
    assert found.unsupported in ((), ("too much work",))


def test_nothing_of_the_key_is_in_the_learners_view() -> None:
    view = str(learner_view(QTI_XML, 3))
    assert "Москва" in view
    assert "correct" not in view.lower()
    assert "mapping" not in view.lower()
    mapped = make_item_xml(
        RESPONSE.replace("1.5", "77.25") + SCORE,
        '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1" shuffle="true">'
        '<simpleChoice identifier="a" data-key="secret">x<feedbackInline outcomeIdentifier="SCORE"'
        ' identifier="zz" showHide="show">hidden words</feedbackInline></simpleChoice>'
        '<simpleChoice identifier="b">y</simpleChoice></choiceInteraction>'
        '<rubricBlock view="scorer">for the scorer</rubricBlock>',
        after='<modalFeedback outcomeIdentifier="SCORE" identifier="q" showHide="hide">modal'
        "</modalFeedback>",
    )
    shown = learner_view(mapped, 5)
    assert [
        c["id"] for c in sorted(shown["interactions"][0]["choices"], key=lambda c: c["id"])
    ] == [
        "a",
        "b",
    ]
    for secret in ("77.25", "secret", "hidden words", "for the scorer", "modal"):
        assert secret not in str(shown)


def test_markup_of_strangers_is_cleaned() -> None:
    xml = make_item_xml(
        SCORE, '<p onclick="x()">a<script>alert(1)</script><img src="javascript:x" alt="i"/></p>'
    )
    assert learner_view(xml)["body"] == '<p>a<img alt="i"></p>'


def test_no_item_is_no_error() -> None:
    for text in ("", "<a/>", "<!DOCTYPE a><a/>", "<assessmentItem", "\ud800", "\x00"):
        found = process_item(text, {})
        assert found.score is None
        assert found.unsupported
        assert learner_view(text)["interactions"] == []


_TEXTS = (QTI_XML, ADAPTIVE, _template(DICE))


@st.composite
def _mutated(draw: Any) -> str:
    """Cut, double or change pieces of good items."""
    text = draw(st.sampled_from(_TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = draw(
            st.sampled_from(["", text[start:end] * 2, '"', "<null/>", "record", "-1", "9e9"])
        )
        text = text[:start] + piece + text[end:]
    return text


@settings(max_examples=50, deadline=None)
@given(_mutated(), st.dictionaries(st.sampled_from(["RESPONSE", "A"]), json_values, max_size=2))
def test_any_text_and_any_answer_give_a_result(xml: str, answers: dict[str, Any]) -> None:
    process_rounds(xml, [answers, answers])
    learner_view(xml, 1)


_WORDS = ["SCORE", "RESPONSE", "a", "1", "0.5", "integer", "multiple", "2 2", "", "9" * 30]


@st.composite
def _expressions(draw: Any, depth: int = 3) -> str:
    from assessment.scoring.qti.operators.table import OPERATORS

    name = draw(st.sampled_from([*OPERATORS, "baseValue", "variable", "unknown"]))
    keys = ["identifier", "n", "min", "max", "figures", "tolerance", "baseType", "pattern", "name"]
    attributes = draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(_WORDS), max_size=3))
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    count = draw(st.integers(0, 3)) if depth else 0
    inside = "".join(draw(_expressions(depth - 1)) for _ in range(count))
    return f"<{name}{written}>{inside or draw(st.sampled_from(_WORDS))}</{name}>"


@settings(max_examples=50, deadline=None)
@given(_expressions(), json_values)
def test_any_expression_gives_a_result(expression: str, answer: Any) -> None:
    xml = make_item_xml(RESPONSE + SCORE, rules=_rules(_set("SCORE", expression)))
    found = process_item(xml, {"RESPONSE": answer})
    assert set(found.outcomes) == {"SCORE"}


def test_a_score_that_a_person_gives_is_named() -> None:
    """Its default is no mark, unless rules of the item set it all the same."""
    external = SCORE.replace("/>", ' externalScored="human"/>')
    assert process_item(make_item_xml(RESPONSE + external), {}).unsupported == (
        "externalScored SCORE",
    )
    rules = f'<responseProcessing template="{BASES[1].format("match_correct")}"/>'
    found = process_item(make_item_xml(RESPONSE + external, rules=rules), {"RESPONSE": "a"})
    assert (found.score, found.unsupported) == (1, ())
