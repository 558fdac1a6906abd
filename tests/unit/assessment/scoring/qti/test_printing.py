"""``printedVariable`` and formulas with variables: formats, containers, records."""

from __future__ import annotations

import pytest

from assessment.scoring.qti.processing import learner_view
from tests.factories.qti import make_item_xml


def _declared(base_type: str, values: str, cardinality: str = "single") -> str:
    kind = f'baseType="{base_type}"' if base_type else ""
    return (
        f'<templateDeclaration identifier="A" cardinality="{cardinality}" {kind}>'
        f"<defaultValue>{values}</defaultValue></templateDeclaration>"
    )


def _value(text: object, attributes: str = "") -> str:
    return f"<value {attributes}>{text}</value>"


def _body(declaration: str, body: str) -> str:
    found: str = learner_view(make_item_xml(declaration, f"<p>{body}</p>"))["body"]
    return found.removeprefix("<p>").removesuffix("</p>")


NUMBERS = [
    ("float", "3.14159", "%.2f", "", "3.14"),
    ("float", "3.14159", "", "", "3.14159"),
    ("float", "5", "", "", "5"),
    ("float", "1234.5", "%.3e", "", "1.234e+03"),
    ("float", "0.0001234", "%G", "", "0.0001234"),
    ("float", "1.5", "%.3r", "", "1.50"),
    ("float", "120", "%.3r", "", "120"),
    ("float", "-2.5", "%+8.1f", "", "    -2.5"),
    ("integer", "7", "%03d", "", "007"),
    ("integer", "255", "%x", "", "ff"),
    ("integer", "255", "%X", "", "FF"),
    ("integer", "8", "%o", "", "10"),
    ("integer", "5", "%i", 'base="2"', "101"),
    ("integer", "-35", "%i", 'base="36"', "-z"),
    ("integer", "5", "%i", 'base="99"', "5"),
    ("integer", "5", "%.1f", "", "5.0"),
    ("float", "150000", "%.1e", 'powerForm="true"', "1.5×10⁵"),
    ("float", "0.00015", "%.1e", 'powerForm="1"', "1.5×10⁻⁴"),
    ("duration", "PT90S", "%.1f", "", "90.0"),
    ("string", "a&lt;b", "%.2f", "", "a&lt;b"),
    ("boolean", "true", "", "", "true"),
    ("integer", "5", "%s", "", "5"),
    ("integer", "5", "%99999999d", "", "5"),
    ("float", "INF", "%d", "", "INF"),
    ("pair", "a b", "", "", "a b"),
]


@pytest.mark.parametrize(("base_type", "value", "pattern", "more", "wanted"), NUMBERS)
def test_a_value_is_printed_by_its_format(
    base_type: str, value: str, pattern: str, more: str, wanted: str
) -> None:
    printed = f'<printedVariable identifier="A" format="{pattern}" {more}/>'
    found = _body(_declared(base_type, _value(value)), f"|{printed}|")
    assert found == f"|{wanted}|"


ORDERED = _declared("integer", "".join(map(_value, (3, 1, 2))), "ordered")
MULTIPLE = ORDERED.replace('"ordered"', '"multiple"')
RECORD = _declared(
    "",
    _value(3, 'fieldIdentifier="n" baseType="integer"')
    + _value("да", 'fieldIdentifier="t" baseType="string"'),
    "record",
)


@pytest.mark.parametrize(
    ("declaration", "attributes", "wanted"),
    [
        (ORDERED, "", "3;1;2"),
        (ORDERED, 'delimiter=", "', "3, 1, 2"),
        (ORDERED, 'index="2"', "1"),
        (ORDERED, 'index="0"', ""),
        (ORDERED, 'index="4"', ""),
        (ORDERED, 'format="%02d"', "03;01;02"),
        (MULTIPLE, 'index="2"', "3;1;2"),
        (RECORD, 'field="t"', "да"),
        (RECORD, 'field="other"', ""),
        (RECORD, "", "n=3;t=да"),
        (RECORD, 'mappingIndicator=": " delimiter=" / "', "n: 3 / t: да"),
    ],
)
def test_containers_and_records_are_printed(declaration: str, attributes: str, wanted: str) -> None:
    assert _body(declaration, f'[<printedVariable identifier="A" {attributes}/>]') == f"[{wanted}]"


def test_identifiers_of_a_formula_are_replaced() -> None:
    """``mi`` of a template variable gives its value, a word of the text does not."""
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>A</mi><mo>+</mo><mi>x</mi>'
        "<mo>=</mo><mtext>A</mtext></mrow></math>"
    )
    assert _body(_declared("integer", _value(5)), math) == "5+x=A"
