"""``manage.py score``: the shape of what it prints, and every fault in words with its place."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from tests.factories.qti import literal, make_item_xml

DECLARED = """
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
  <correctResponse><value>a</value></correctResponse></responseDeclaration>
<responseDeclaration identifier="REC" cardinality="record"/>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<outcomeDeclaration identifier="WHOLE" cardinality="single" baseType="integer"/>
<outcomeDeclaration identifier="TRUTH" cardinality="single" baseType="boolean"/>
<outcomeDeclaration identifier="WORD" cardinality="single" baseType="string"/>
<outcomeDeclaration identifier="NOTHING" cardinality="single" baseType="string"/>
<outcomeDeclaration identifier="MANY" cardinality="multiple" baseType="integer"/>
<outcomeDeclaration identifier="FIELDS" cardinality="record"/>
<outcomeDeclaration identifier="PAIR" cardinality="single" baseType="directedPair"/>
"""


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


RULES = (
    "<responseProcessing><responseCondition><responseIf><match><variable identifier='RESPONSE'/>"
    f"<correct identifier='RESPONSE'/></match>{_set('SCORE', literal('float', 2.5))}</responseIf>"
    "</responseCondition>"
    + _set("WHOLE", literal("integer", 3))
    + _set("TRUTH", literal("boolean", "true"))
    + _set("WORD", literal("string", "да"))
    + _set("MANY", f"<multiple>{literal('integer', 1)}{literal('integer', 2)}</multiple>")
    + _set("FIELDS", '<variable identifier="REC"/>')
    + _set("PAIR", literal("directedPair", "a b"))
    + "</responseProcessing>"
)
ITEM = make_item_xml(DECLARED, "<p>Q</p>", RULES)


def _score(tmp_path: Path, item: str | bytes, cases: Any, name: str = "qti") -> Any:
    file, answers = tmp_path / "item.xml", tmp_path / "cases.json"
    file.write_bytes(item if isinstance(item, bytes) else item.encode())
    answers.write_text(cases if isinstance(cases, str) else json.dumps(cases), "utf-8")
    out = StringIO()
    call_command("score", name, str(file), "--responses", str(answers), stdout=out)
    return json.loads(out.getvalue())


def test_values_come_in_their_types(tmp_path: Path) -> None:
    responses = {"RESPONSE": "a", "REC": {"n": 1, "t": "x", "no": None}}
    (found,) = _score(tmp_path, ITEM, {"cases": [{"name": "a", "responses": responses}]})
    assert found["outcomes"] == {
        "SCORE": 2.5,
        "WHOLE": 3,
        "TRUTH": True,
        "WORD": "да",
        "NOTHING": None,
        "MANY": [1, 2],
        "FIELDS": {"n": 1, "t": "x", "no": None},
        "PAIR": "a b",
    }
    assert found["outcomes"]["TRUTH"] is True
    assert (found["name"], found["score"], found["unsupported"]) == ("a", 2.5, [])
    # The item states no maximum: it is what its key brings.
    assert found["max_score"] == 2.5


def test_one_object_a_case(tmp_path: Path) -> None:
    cases = [{"name": str(n), "responses": {"RESPONSE": r}} for n, r in enumerate(["a", "b", None])]
    assert [one["score"] for one in _score(tmp_path, ITEM, cases)] == [2.5, 0, 0]
    assert _score(tmp_path, ITEM, []) == []
    assert _score(tmp_path, ITEM, {"responses": {}})[0]["name"] == ""


def test_a_seed_deals_the_template_of_its_case(tmp_path: Path) -> None:
    template = '<templateDeclaration identifier="A" cardinality="single" baseType="integer"/>'
    rules = '<setTemplateValue identifier="A"><randomInteger min="1" max="999"/></setTemplateValue>'
    item = make_item_xml(
        DECLARED + template, templates=f"<templateProcessing>{rules}</templateProcessing>"
    )
    cases = {"seed": 4, "cases": [{"name": "x"}, {"seed": 4}, {"seed": 5}, {}]}
    dealt = [one["template_values"]["A"] for one in _score(tmp_path, item, cases)]
    assert dealt[0] == dealt[1] == dealt[3] != dealt[2]


def test_what_is_unsupported_is_named(tmp_path: Path) -> None:
    third = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i">'
        '<qti-item-body><qti-portable-custom-interaction response-identifier="RESPONSE"/>'
        "</qti-item-body></qti-assessment-item>"
    )
    (found,) = _score(tmp_path, third, [{"responses": {}}])
    assert found["unsupported"] == ["portableCustomInteraction"]
    included = make_item_xml(
        DECLARED,
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="more.xml"/>',
        "<responseProcessing>"
        + _set("SCORE", '<customOperator class="x.Y"/>')
        + "</responseProcessing>",
    )
    (found,) = _score(tmp_path, included, [{"responses": {}}])
    assert found["unsupported"] == ["XInclude more.xml", "customOperator x.Y"]


def test_a_package_of_one_item_is_scored(tmp_path: Path) -> None:
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource '
        'identifier="r" type="imsqti_item_xmlv2p2" href="i.xml"><file href="i.xml"/></resource>{}'
        "</resources></manifest>"
    )
    two = '<resource identifier="q" type="imsqti_item_xmlv2p2" href="j.xml"/>'
    for more, is_taken in (("", True), (two, False)):
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr("imsmanifest.xml", manifest.format(more))
            archive.writestr("i.xml", ITEM)
        cases = [{"responses": {"RESPONSE": "a"}}]
        if is_taken:
            assert _score(tmp_path, packed.getvalue(), cases)[0]["score"] == 2.5
        else:
            with pytest.raises(CommandError, match="нет теста"):
                _score(tmp_path, packed.getvalue(), cases)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("", "не XML"),
        ("<assessmentItem>\n<a", r"item\.xml:2: Это не XML"),
        ('<!DOCTYPE a [<!ENTITY e "x">]><assessmentItem>&e;</assessmentItem>', "DTD"),
        ("<html/>", "нет задания QTI"),
    ],
)
def test_a_file_that_is_no_item_is_refused(tmp_path: Path, item: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as refusal:
        _score(tmp_path, item, [{"responses": {}}])
    assert "item.xml" in str(refusal.value)


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ("", r"cases\.json:1:1: Файл с ответами"),
        ('{"cases": [}', r"cases\.json:1:12: Файл с ответами"),
        ("[" * 100_000, r"cases\.json: Файл с ответами"),
        ({"a": 1}, "нет случаев"),
        ({"cases": [{"responses": {}}, 1]}, r"cases\[1\]"),
        ({"cases": [{"responses": "a"}]}, r"cases\[0\]\.responses"),
        ([{"seed": "x"}], r"\[0\]\.seed"),
    ],
)
@pytest.mark.parametrize("name", ["qti", "qti22", "aiken"])
def test_answers_that_are_none_are_told_with_their_place(
    tmp_path: Path, cases: Any, said: str, name: str
) -> None:
    content = ITEM if name.startswith("qti") else "Q?\nA. a\nB. b\nANSWER: A\n"
    with pytest.raises(CommandError, match=said):
        _score(tmp_path, content, cases, name)


def test_formats_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Нет формата «word».*qti22"):
        _score(tmp_path, ITEM, [], "word")
    here, gone = str(tmp_path / "item.xml"), str(tmp_path / "gone.xml")
    for arguments in ((gone, here), (here, gone)):
        with pytest.raises(CommandError, match=r"Нет файла .*gone\.xml"):
            call_command("score", "qti", arguments[0], "--responses", arguments[1])
    with pytest.raises(CommandError, match="не открывается"):
        call_command("score", "qti", str(tmp_path), "--responses", here)


def test_half_a_sign_in_a_name_is_no_error(tmp_path: Path) -> None:
    (found,) = _score(tmp_path, ITEM, '[{"name": "\\ud800", "responses": {"RESPONSE": "\\ud800"}}]')
    assert found["name"] == "?"


def test_the_text_of_the_item_holds_its_interactions(tmp_path: Path) -> None:
    """Prompts and choices, those that are for the seed; feedback comes after the answers."""
    body = (
        "<p>Q</p><choiceInteraction responseIdentifier='RESPONSE'><prompt>Which?</prompt>"
        "<simpleChoice identifier='a'>first<feedbackInline outcomeIdentifier='WORD' "
        "identifier='да' showHide='show'>well done</feedbackInline></simpleChoice>"
        "<simpleChoice identifier='b'>second</simpleChoice></choiceInteraction>"
    )
    (found,) = _score(tmp_path, make_item_xml(DECLARED, body, RULES), [{"responses": {}}])
    for words in ("Q", "Which?", "first", "second"):
        assert words in found["body"]
    assert "well done" not in found["body"]
    assert "well done" in found["body_after"]
    assert "{{" not in found["body_after"]


def test_an_interaction_that_nobody_knows_is_named(tmp_path: Path) -> None:
    body = "<p><smellInteraction responseIdentifier='RESPONSE'/></p>"
    (found,) = _score(tmp_path, make_item_xml(DECLARED, body, RULES), [{"responses": {}}])
    assert found["unsupported"] == ["smellInteraction"]


def test_a_case_may_say_how_long_the_attempt_took(tmp_path: Path) -> None:
    quick = f"<durationLT><variable identifier='duration'/>{literal('duration', 'PT30S')}"
    rules = f"<responseProcessing>{_set('TRUTH', quick + '</durationLT>')}</responseProcessing>"
    cases = [{"responses": {"duration": took}} for took in (20, "PT1M", None, "long")]
    found = _score(tmp_path, make_item_xml(DECLARED, "", rules), cases)
    assert [one["outcomes"]["TRUTH"] for one in found] == [True, False, True, True]
