"""QTI items kept as they are: fields that cannot be read, and which of them is wrong."""

from __future__ import annotations

import pytest

from assessment.items.outcome import ItemResponse, Verdict
from assessment.scoring.codes import Code
from assessment.scoring.item_scoring import score_item
from tests.factories.items import make_part
from tests.factories.qti import make_item_xml

SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'


def response(name, base_type, key, mapping=""):
    return (
        f'<responseDeclaration identifier="{name}" cardinality="single" baseType="{base_type}">'
        f"<correctResponse><value>{key}</value></correctResponse>{mapping}</responseDeclaration>"
    )


def fields(*names):
    return "".join(f'<textEntryInteraction responseIdentifier="{name}"/>' for name in names)


def equal(name, mode="absolute", tolerance="0.01"):
    return (
        f'<equal toleranceMode="{mode}" tolerance="{tolerance}">'
        f'<variable identifier="{name}"/><correct identifier="{name}"/></equal>'
    )


def all_or_nothing(*conditions):
    point = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
    return (
        "<responseProcessing><responseCondition><responseIf>"
        f"<and>{''.join(conditions)}</and>{point}</setOutcomeValue>"
        "</responseIf></responseCondition></responseProcessing>"
    )


def two_numbers():
    declared = response("WAY", "float", "3.14") + response("TIME", "integer", "5") + SCORE
    rules = all_or_nothing(equal("WAY"), equal("TIME"))
    return make_item_xml(declared, rules=rules, body=fields("WAY", "TIME"))


def score(xml, answer):
    item = make_part({"type": "qti", "xml": xml}, points="2")
    return score_item(item, ItemResponse({"p1": answer})).parts[0]


def told(part):
    return [(why.code, why.params) for why in part.reasons]


@pytest.mark.parametrize("typed", ["быстро", "150 м", "1,234.5", "1/2"])
def test_what_is_no_number_spends_no_try(typed):
    part = score(two_numbers(), {"WAY": "3,14", "TIME": typed})
    assert part.verdict is Verdict.INVALID
    assert not part.spends_try
    assert told(part) == [(Code.FIELD_NOT_A_NUMBER, {"field": "2", "answer": typed})]


def test_the_only_field_has_no_number():
    match = '<match><variable identifier="N"/><correct identifier="N"/></match>'
    xml = make_item_xml(
        response("N", "integer", "5") + SCORE, rules=all_or_nothing(match), body=fields("N")
    )
    assert told(score(xml, {"N": "пять"})) == [(Code.NOT_A_NUMBER, {"answer": "пять"})]


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        ({"WAY": "3,141", "TIME": "6"}, [Code.FIELD_RIGHT, Code.FIELD_WRONG]),
        ({"WAY": "7", "TIME": "5"}, [Code.FIELD_WRONG, Code.FIELD_RIGHT]),
        ({"WAY": "7", "TIME": "6"}, [Code.FIELD_WRONG, Code.FIELD_WRONG]),
        ({"WAY": "7", "TIME": 0}, [Code.FIELD_WRONG, Code.FIELD_WRONG]),
        ({"WAY": "7"}, [Code.FIELD_WRONG, Code.FIELD_EMPTY]),
    ],
)
def test_the_wrong_field_is_named_whatever_the_processing(answer, codes):
    part = score(two_numbers(), answer)
    assert part.verdict is Verdict.WRONG
    assert [code for code, _ in told(part)] == [Code.QTI_SCORE, *codes]
    assert "3.14" not in str(part.reasons[1:])


def test_a_right_answer_needs_no_word_to_its_fields():
    part = score(two_numbers(), {"WAY": "3,14", "TIME": "5"})
    assert [code for code, _ in told(part)] == [Code.QTI_SCORE]


def test_a_mapped_field_may_be_partly_right():
    mapping = '<mapping><mapEntry mapKey="a" mappedValue="2"/>'
    mapping += '<mapEntry mapKey="b" mappedValue="1"/></mapping>'
    declared = response("A", "string", "a", mapping) + response("B", "string", "a", mapping)
    points = '<mapResponse identifier="A"/><mapResponse identifier="B"/>'
    rules = f'<setOutcomeValue identifier="SCORE"><sum>{points}</sum></setOutcomeValue>'
    xml = make_item_xml(
        declared + SCORE,
        rules=f"<responseProcessing>{rules}</responseProcessing>",
        body=fields("A", "B"),
    )
    codes = [code for code, _ in told(score(xml, {"A": "b", "B": "a"}))]
    assert codes[1:] == [Code.FIELD_PARTLY, Code.FIELD_RIGHT]
