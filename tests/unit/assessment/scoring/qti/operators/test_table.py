"""Every expression of the specification: values, NULL, types and cardinalities."""

from __future__ import annotations

import math
from typing import Any

import pytest

from assessment.scoring.qti.engine import Unsupported
from assessment.scoring.qti.operators.table import EXTENSIONS, OPERATORS
from tests.factories.qti import evaluate, floats, integers, literal, strings, value_of

NULL = "<null/>"
TRUE, FALSE = literal("boolean", "true"), literal("boolean", "false")
MAPPED = """<responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">
  <defaultValue><value>a</value><value>a</value><value>c</value></defaultValue>
  <correctResponse><value>a</value><value>b</value></correctResponse>
  <mapping defaultValue="-1" lowerBound="0" upperBound="3">
    <mapEntry mapKey="a" mappedValue="2"/><mapEntry mapKey="b" mappedValue="4"/></mapping>
</responseDeclaration>"""
POINTS = """<responseDeclaration identifier="P" cardinality="multiple" baseType="point">
  <defaultValue><value>1 1</value><value>2 2</value><value>9 9</value></defaultValue>
  <areaMapping defaultValue="-0.5"><areaMapEntry shape="rect" coords="0,0,3,3" mappedValue="2"/>
  </areaMapping></responseDeclaration>"""
RECORD = """<responseDeclaration identifier="R" cardinality="record"><defaultValue>
  <value fieldIdentifier="n" baseType="integer">3</value></defaultValue></responseDeclaration>"""
NUMBERS = """<templateDeclaration identifier="N" cardinality="single" baseType="integer">
  <defaultValue><value>2</value></defaultValue></templateDeclaration>"""


def op(name: str, inside: str = "", /, **attributes: object) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"


def multiple(inside: str) -> str:
    return op("multiple", inside)


def ordered(inside: str) -> str:
    return op("ordered", inside)


CASES: list[tuple[str, Any]] = [
    (literal("float", " 1.50 "), 1.5),
    (literal("integer", "x"), None),
    (literal("duration", "PT1M30S"), "PT90S"),
    (literal("pair", "b a"), "b a"),
    (NULL, None),
    # Logic: three values.
    (op("not", NULL), None),
    (op("not", TRUE), False),
    (op("and", TRUE + NULL), None),
    (op("and", FALSE + NULL), False),
    (op("and", TRUE + TRUE), True),
    (op("or", FALSE + NULL), None),
    (op("or", TRUE + NULL), True),
    (op("or", FALSE + FALSE), False),
    (op("anyN", TRUE + NULL + FALSE, min=1, max=1), None),
    (op("anyN", TRUE + TRUE + NULL, min=1, max=1), False),
    (op("anyN", TRUE + FALSE + FALSE, min=1, max=2), True),
    (op("anyN", FALSE + FALSE + NULL, min=2, max=3), False),
    (op("isNull", strings("")), True),
    (op("isNull", integers(0)), False),
    # Comparing.
    (op("match", integers(1) + NULL), None),
    (op("match", multiple(integers(1, 2)) + multiple(integers(2, 1))), True),
    (op("match", ordered(integers(1, 2)) + ordered(integers(2, 1))), False),
    (op("match", multiple(integers(1, 1)) + multiple(integers(1))), False),
    (op("match", strings("a") + integers(1)), None),
    (op("match", literal("pair", "a b") + literal("pair", "b a")), True),
    (op("match", literal("directedPair", "a b") + literal("directedPair", "b a")), False),
    (op("stringMatch", strings("Ab", "aB"), caseSensitive="false"), True),
    (op("stringMatch", strings("abc", "b"), caseSensitive="true", substring="true"), True),
    (op("stringMatch", strings("a") + NULL), None),
    (op("substring", strings("b", "abc")), True),
    (op("substring", strings("B", "abc"), caseSensitive="false"), True),
    (op("patternMatch", strings("2026"), pattern=r"\d{4}"), True),
    (op("patternMatch", strings("x2026"), pattern=r"\d{4}"), False),
    (op("patternMatch", NULL, pattern="a"), None),
    (op("equal", integers(1) + floats(1.0), toleranceMode="exact"), True),
    (op("equal", floats(0.3, 0.2), toleranceMode="absolute", tolerance="0.1"), True),
    (
        op(
            "equal",
            floats(0.3, 0.2),
            toleranceMode="absolute",
            tolerance="0.1",
            includeLowerBound="false",
        ),
        False,
    ),
    (op("equal", floats(-20, -18), toleranceMode="relative", tolerance="10 10"), True),
    (op("equal", strings("1", "1")), None),
    (op("equalRounded", floats(1.56, 1.6), roundingMode="decimalPlaces", figures=1), True),
    (op("equalRounded", floats(3.175, 3.183), roundingMode="significantFigures", figures=3), True),
    (op("inside", literal("point", "3 4"), shape="circle", coords="0,0,5"), True),
    (op("inside", literal("point", "0 3"), shape="ellipse", coords="0,0,5,2"), False),
    (op("inside", literal("point", "1 1"), shape="poly", coords="0,0,4,0,0,4"), True),
    (op("inside", literal("point", "9 9"), shape="default", coords=""), True),
    (op("inside", NULL, shape="default", coords=""), None),
    (op("lt", integers(1) + floats(1.5)), True),
    (op("gt", integers(1, 1)), False),
    (op("lte", integers(1, 1)), True),
    (op("gte", integers(1) + NULL), None),
    (op("durationLT", literal("duration", "PT1M") + literal("duration", "PT61S")), True),
    (op("durationGTE", literal("duration", "PT1M") + literal("duration", "PT61S")), False),
    # Arithmetic.
    (op("sum", integers(1, 2)), 3),
    (op("sum", integers(1) + floats(0.5)), 1.5),
    (op("sum", integers(1) + NULL), None),
    (op("sum", multiple(integers(1, 2, 3))), 6),
    (op("product", integers(2, 3)), 6),
    (op("subtract", integers(2, 5)), -3),
    (op("divide", integers(1, 2)), 0.5),
    (op("divide", integers(1, 0)), None),
    (op("power", integers(2, 3)), 8.0),
    (op("power", floats(-1, 0.5)), None),
    (op("power", floats(10, 999)), None),
    (op("integerDivide", integers(-7, 2)), -4),
    (op("integerDivide", integers(7, 0)), None),
    (op("integerModulus", integers(-7, 2)), 1),
    (op("integerModulus", floats(7, 2)), None),
    (op("integerToFloat", integers(3)), 3.0),
    (op("truncate", floats(-6.9)), -6),
    (op("round", floats(6.5)), 7),
    (op("round", floats(-6.5)), -6),
    (op("round", floats(0.49999999999999994)), 0),
    (op("round", literal("float", "INF")), "INF"),
    (op("roundTo", floats(1.2345), roundingMode="decimalPlaces", figures=3), 1.235),
    (op("roundTo", floats(-1.5), roundingMode="decimalPlaces", figures=0), -2.0),
    (op("roundTo", floats(123456), roundingMode="significantFigures", figures=2), 120000.0),
    (op("roundTo", floats(1), roundingMode="significantFigures", figures=0), None),
    (op("gcd", integers(12, 18)), 6),
    (op("gcd", integers(0, 0)), 0),
    (op("lcm", integers(4, 6)), 12),
    (op("lcm", integers(4, 0)), 0),
    (op("max", integers(1) + floats(2.5)), 2.5),
    (op("min", multiple(integers(3, 2))), 2),
    (op("max", integers(1) + NULL), None),
    (op("mathOperator", floats(0), name="acos"), math.pi / 2),
    (op("mathOperator", floats(2), name="acos"), None),
    (op("mathOperator", floats(1.5), name="floor"), 1),
    (op("mathOperator", floats(100), name="log"), 2.0),
    (op("mathOperator", floats(1000), name="exp"), "INF"),
    (op("mathOperator", floats(0), name="csc"), None),
    (op("mathOperator", floats(180), name="toRadians"), math.pi),
    (op("mathConstant", name="e"), math.e),
    (op("statsOperator", multiple(integers(1, 3)), name="popVariance"), 1.0),
    (op("statsOperator", multiple(integers(1)), name="sampleSD"), None),
    # Containers.
    (multiple(NULL), None),
    (multiple(integers(1) + NULL + integers(2)), [1, 2]),
    (multiple(integers(1) + strings("a")), None),
    (ordered(integers(2) + ordered(integers(1))), [2, 1]),
    (op("containerSize", NULL), 0),
    (op("containerSize", multiple(integers(1, 1))), 2),
    (op("index", ordered(strings("a", "b")), n=2), "b"),
    (op("index", ordered(strings("a", "b")), n=3), None),
    (op("index", multiple(strings("a", "b")), n=1), None),
    (op("member", strings("a") + multiple(strings("a", "b"))), True),
    (op("member", NULL + multiple(strings("a"))), None),
    (op("delete", strings("a") + ordered(strings("a", "b", "a"))), ["b"]),
    (op("delete", strings("a") + ordered(strings("a"))), None),
    (op("contains", multiple(strings("a", "b")) + multiple(strings("a", "a"))), False),
    (op("contains", ordered(strings("a", "b", "c")) + ordered(strings("b", "c"))), True),
    (op("contains", ordered(strings("a", "b", "c")) + ordered(strings("a", "c"))), False),
    (op("repeat", integers(1, 2), numberRepeats=2), [1, 2, 1, 2]),
    (op("repeat", integers(1), numberRepeats=0), None),
    (op("random", multiple(strings("a"))), "a"),
    (op("randomInteger", min=5, max=5), 5),
]


@pytest.mark.parametrize(("expression", "wanted"), CASES)
def test_an_expression_has_its_value(expression: str, wanted: Any) -> None:
    found = value_of(expression)
    assert found == pytest.approx(wanted) if isinstance(wanted, float) else found == wanted
    assert isinstance(found, bool) == isinstance(wanted, bool)


DECLARED: list[tuple[str, str, Any]] = [
    (MAPPED, '<variable identifier="R"/>', ["a", "a", "c"]),
    (MAPPED, '<default identifier="R"/>', ["a", "a", "c"]),
    (MAPPED, '<correct identifier="R"/>', ["a", "b"]),
    # Two of a value count once (5.4.3): 2 for a, -1 for c.
    (MAPPED, '<mapResponse identifier="R"/>', 1.0),
    # An area counts once: 2 for the first two points, -0.5 for the third.
    (POINTS, '<mapResponsePoint identifier="P"/>', 1.5),
    (RECORD, '<fieldValue fieldIdentifier="n"><variable identifier="R"/></fieldValue>', 3),
    (RECORD, '<fieldValue fieldIdentifier="m"><variable identifier="R"/></fieldValue>', None),
    (NUMBERS, f'<index n="N">{ordered(strings("a", "b"))}</index>', "b"),
    (
        NUMBERS,
        '<roundTo roundingMode="decimalPlaces" figures="{N}">' + floats(1.234) + "</roundTo>",
        1.23,
    ),
]


@pytest.mark.parametrize(("declarations", "expression", "wanted"), DECLARED)
def test_an_expression_asks_a_declaration(declarations: str, expression: str, wanted: Any) -> None:
    assert value_of(expression, declarations) == wanted


def test_faults_of_the_author_are_named() -> None:
    _, run = evaluate(op("sum", strings("a") + integers(1)))
    assert list(run.faults) == ["sum: types"]
    _, run = evaluate('<variable identifier="X"/>')
    assert list(run.faults) == ["variable X"]


@pytest.mark.parametrize(
    "expression",
    [
        '<customOperator class="x.Y"/>',
        "<unheardOf/>",
        '<mathOperator name="gamma"><baseValue baseType="float">1</baseValue></mathOperator>',
        '<testVariables variableIdentifier="SCORE"/>',
        "<numberCorrect/>",
        '<outcomeMaximum outcomeIdentifier="SCORE"/>',
        '<patternMatch pattern="(?=a)"><baseValue baseType="string">a</baseValue></patternMatch>',
    ],
)
def test_what_is_not_supported_says_so(expression: str) -> None:
    with pytest.raises(Unsupported):
        value_of(expression)


def test_chance_is_repeated_by_its_seed_and_stays_in_bounds() -> None:
    dice = op("randomInteger", min=1, max=11, step=5)
    assert {value_of(dice, seed=seed) for seed in range(60)} == {1, 6, 11}
    share = op("randomFloat", min=2, max=3)
    assert all(2 <= value_of(share, seed=seed) < 3 for seed in range(20))
    assert value_of(share, seed=7) == value_of(share, seed=7)
    assert value_of(op("randomInteger", min=3, max=1)) is None


def test_the_specification_is_covered() -> None:
    named = """baseValue variable default correct mapResponse mapResponsePoint null randomInteger
    randomFloat random multiple ordered containerSize isNull index fieldValue delete contains
    substring not and or anyN match stringMatch patternMatch equal equalRounded inside lt gt lte gte
    durationLT durationGTE sum product subtract divide power integerDivide integerModulus
    integerToFloat truncate round roundTo lcm gcd max min mathOperator mathConstant statsOperator
    repeat customOperator member testVariables outcomeMaximum outcomeMinimum numberCorrect
    numberIncorrect numberPresented numberResponded numberSelected"""
    assert set(named.split()) == set(OPERATORS) - EXTENSIONS
