"""What the specification says of each expression in the corners: NULL, infinity, types, bounds."""

from __future__ import annotations

import math
from typing import Any

import pytest

from assessment.scoring.qti.operators.table import OPERATORS
from assessment.scoring.qti.tree import read_tree
from tests.factories.qti import floats, integers, literal, strings, value_of
from tests.unit.assessment.scoring.qti.operators.test_table import multiple, op, ordered

NULL = "<null/>"
INF, MINUS_INF, NAN = literal("float", "INF"), literal("float", "-INF"), literal("float", "NaN")
TRUE, FALSE = literal("boolean", "true"), literal("boolean", "false")


def points(*texts: str) -> str:
    return "".join(literal("point", text) for text in texts)


def durations(*texts: str) -> str:
    return "".join(literal("duration", text) for text in texts)


CASES: list[tuple[str, Any]] = [
    # Infinity goes through roundings; what is no number is NULL.
    (op("truncate", INF), "INF"),
    (op("truncate", MINUS_INF), "-INF"),
    (op("truncate", NAN), None),
    (op("truncate", integers(-6)), -6),
    (op("round", INF), "INF"),
    (op("round", MINUS_INF), "-INF"),
    (op("round", NAN), None),
    (op("round", floats(7.4)), 7),
    (op("round", floats(6.49)), 6),
    (op("round", floats(-0.5)), 0),
    (op("roundTo", INF, roundingMode="decimalPlaces", figures=2), "INF"),
    (op("roundTo", NAN, roundingMode="decimalPlaces", figures=2), None),
    (op("roundTo", floats(0.001234), roundingMode="significantFigures", figures=3), 0.00123),
    (op("roundTo", floats(1.005), roundingMode="decimalPlaces", figures=2), 1.01),
    (op("roundTo", integers(1951), roundingMode="significantFigures", figures=2), 2000.0),
    (op("roundTo", integers(7), figures=3), 7.0),
    (op("mathOperator", INF, name="floor"), "INF"),
    (op("mathOperator", MINUS_INF, name="ceil"), "-INF"),
    # A single float, but for signum, floor and ceil.
    (op("mathOperator", floats(-2.5), name="ceil"), -2),
    (op("mathOperator", floats(-2.5), name="signum"), -1),
    (op("mathOperator", integers(0), name="signum"), 0),
    (op("mathOperator", integers(-5), name="abs"), 5.0),
    (op("mathOperator", floats(0), name="log"), None),
    (op("mathOperator", floats(0), name="ln"), None),
    (op("mathOperator", floats(2), name="asin"), None),
    (op("mathOperator", floats(0.5), name="asec"), None),
    (op("mathOperator", floats(2), name="asec"), math.pi / 3),
    (op("mathOperator", floats(2), name="acsc"), math.pi / 6),
    (op("mathOperator", floats(1), name="acot"), math.pi / 4),
    (op("mathOperator", floats(0), name="coth"), None),
    (op("mathOperator", floats(1000), name="sech"), 0.0),
    (op("mathOperator", floats(-1000), name="csch"), 0.0),
    (op("mathOperator", floats(1000), name="cosh"), "INF"),
    (op("mathOperator", floats(-1000), name="sinh"), "-INF"),
    (op("mathOperator", floats(0, -1), name="atan2"), math.pi),
    (op("mathOperator", floats(-1, 0), name="atan2"), -math.pi / 2),
    (op("mathOperator", floats(1) + NULL, name="atan2"), None),
    (op("mathOperator", floats(math.pi), name="toDegrees"), 180.0),
    (op("mathOperator", MINUS_INF, name="exp"), 0.0),
    (op("mathOperator", NAN, name="exp"), None),
    (op("mathOperator", multiple(floats(1, 2)), name="sin"), None),
    (op("mathConstant", name="pi"), math.pi),
    # Integers stay integers only where all are; strings are no numbers.
    (op("sum", integers(1) + floats(1)), 2.0),
    (op("sum", multiple(integers(1, 2)) + ordered(floats(0.5))), 3.5),
    (op("sum", strings("1") + integers(1)), None),
    (op("product", integers(2) + floats(0.5)), 1.0),
    (op("product", multiple(integers(2, 3)) + integers(4)), 24),
    (op("product", integers(2) + NULL), None),
    (op("subtract", integers(1) + floats(0.5)), 0.5),
    (op("subtract", NULL + integers(1)), None),
    (op("subtract", multiple(integers(3, 1))), None),
    (op("subtract", multiple(integers(3)) + integers(1)), None),
    (op("divide", integers(6, 3)), 2.0),
    (op("divide", floats(1) + INF), 0.0),
    (op("divide", floats(1e308, 1e-10)), None),
    (op("divide", NULL + integers(2)), None),
    (op("power", integers(2) + floats(-1)), 0.5),
    (op("power", integers(0, -1)), None),
    (op("power", integers(2) + NULL), None),
    (op("power", integers(0, 0)), 1.0),
    (op("integerDivide", integers(7, -2)), -4),
    (op("integerDivide", floats(7) + integers(2)), None),
    (op("integerModulus", integers(7, -2)), -1),
    (op("integerModulus", integers(7, 0)), None),
    (op("integerToFloat", NULL), None),
    (op("integerToFloat", multiple(integers(3))), None),
    (op("max", multiple(integers(1, 5)) + integers(3)), 5),
    (op("max", integers(5) + floats(1)), 5.0),
    (op("min", integers(1) + NAN), None),
    (op("max", integers(1) + NAN), None),
    (op("max", integers(1) + strings("a")), None),
    (op("gcd", multiple(integers(12, 8)) + integers(6)), 2),
    (op("gcd", integers(0, 5)), 5),
    (op("gcd", integers(-4, 6)), 2),
    (op("gcd", integers(4) + NULL), None),
    (op("gcd", floats(4)), None),
    (op("lcm", integers(-4, 6)), 12),
    (op("lcm", multiple(integers(2, 3)) + integers(5)), 30),
    (op("statsOperator", ordered(floats(2, 4, 4, 4, 5, 5, 7, 9)), name="popSD"), 2.0),
    (op("statsOperator", multiple(integers(5)), name="mean"), 5.0),
    (op("statsOperator", multiple(integers(5)), name="popVariance"), None),
    (op("statsOperator", multiple(integers(5)), name="sampleVariance"), None),
    (op("statsOperator", multiple(strings("5", "6")), name="mean"), None),
    (op("statsOperator", NULL, name="mean"), None),
    # Comparisons of numbers.
    (op("equal", floats(10, 9), toleranceMode="relative", tolerance="10 5"), True),
    (op("equal", floats(10, 10.6), toleranceMode="relative", tolerance="10 5"), False),
    (op("equal", floats(10, 10.5), toleranceMode="relative", tolerance="10 5"), True),
    (
        op(
            "equal",
            floats(10, 10.5),
            toleranceMode="relative",
            tolerance="10 5",
            includeUpperBound="0",
        ),
        False,
    ),
    (op("equal", floats(5, 4.7), toleranceMode="absolute", tolerance="0.3 0"), True),
    (op("equal", floats(5, 5.1), toleranceMode="absolute", tolerance="0.3 0"), False),
    (op("equal", floats(1, 1)), True),
    (op("equal", INF + INF, toleranceMode="absolute", tolerance="1"), True),
    (op("equal", INF + floats(1), toleranceMode="absolute", tolerance="1"), False),
    (op("equal", NULL + floats(1)), None),
    (op("equal", multiple(integers(1)) + integers(1)), None),
    (op("equalRounded", floats(1234, 1201), figures=2), True),
    (op("equalRounded", floats(3.175, 3.17499), figures=3), False),
    (op("equalRounded", floats(1.68572, 1.69), roundingMode="decimalPlaces", figures=2), True),
    (op("equalRounded", floats(1) + NULL, figures=2), None),
    (op("lt", INF + INF), False),
    (op("lt", strings("a", "b")), None),
    (op("gte", floats(2) + integers(2)), True),
    (op("durationLT", durations("P1D", "PT24H")), False),
    (op("durationGTE", durations("P1D", "PT24H")), True),
    (op("durationLT", durations("PT0.5S", "PT1S")), True),
    (op("durationLT", strings("PT1S", "PT2S")), None),
    # Texts.
    (op("stringMatch", strings("a", "A"), caseSensitive="0"), True),
    (op("stringMatch", strings("a", "A"), caseSensitive="true"), False),
    (op("stringMatch", strings("abc", "B"), caseSensitive="false", substring="1"), True),
    (op("stringMatch", strings("a") + integers(1)), None),
    (op("substring", strings("", "abc")), None),
    (op("substring", strings("abc", "b"), caseSensitive="true"), False),
    (op("patternMatch", strings("ab"), pattern="a"), False),
    (op("patternMatch", strings("a\nb"), pattern="a.b"), False),
    (op("patternMatch", multiple(strings("a")), pattern="a"), None),
    (op("patternMatch", strings("x$"), pattern=r"x\$"), True),
    (op("patternMatch", strings("xy"), pattern="^x$|^xy$"), True),
    (op("patternMatch", strings("xy"), pattern="(^x|^xy)$"), True),
    (op("patternMatch", strings("aab"), pattern="a+?b"), True),
    # Records, pairs and points are compared whole.
    (op("match", literal("pair", "a b") + literal("directedPair", "a b")), None),
    (op("match", points("1 2", "1 2")), True),
    (
        op("match", multiple(literal("pair", "a b") + literal("pair", "c d")))
        .replace("<match>", "<match>", 1)
        .replace(
            "</match>", multiple(literal("pair", "d c") + literal("pair", "b a")) + "</match>"
        ),
        True,
    ),
    (op("match", integers(1) + floats(1)), True),
    (op("match", TRUE + integers(1)), None),
    (op("match", strings("a") + literal("identifier", "a")), True),
    (op("match", ordered(integers(1)) + multiple(integers(1))), None),
    (op("inside", points("5 0"), shape="circle", coords="0,0,5"), True),
    (op("inside", points("5.1 0"), shape="circle", coords="0,0,5"), False),
    (op("inside", points("2 2"), shape="poly", coords="0,0,4,0,4,4,0,4,0,0"), True),
    (op("inside", points("4 0"), shape="ellipse", coords="0,0,4,2"), True),
    (op("inside", multiple(points("9 9", "1 1")), shape="rect", coords="0,0,2,2"), True),
    (op("inside", integers(1), shape="rect", coords="0,0,2,2"), None),
    # Containers.
    (multiple(""), None),
    (multiple(integers(1) + multiple(integers(2, 3))), [1, 2, 3]),
    (multiple(ordered(integers(1))), None),
    (ordered(multiple(integers(1))), None),
    (ordered(integers(1) + floats(2.5)), [1, 2.5]),
    (op("containerSize", op("delete", strings("a") + multiple(strings("a")))), 0),
    (op("isNull", op("delete", strings("a") + multiple(strings("a")))), True),
    (op("isNull", multiple(NULL)), True),
    (op("index", ordered(strings("a")), n=0), None),
    (op("index", NULL, n=1), None),
    (op("member", integers(2) + ordered(integers(1, 2))), True),
    (op("member", strings("a") + integers(1)), None),
    (op("member", multiple(strings("a")) + multiple(strings("a"))), None),
    (op("delete", strings("a") + multiple(integers(1))), None),
    (op("delete", NULL + multiple(integers(1))), None),
    (op("delete", literal("pair", "b a") + multiple(literal("pair", "a b"))), None),
    (op("contains", multiple(strings("a", "b", "b")) + multiple(strings("b", "b"))), True),
    (op("contains", multiple(strings("a")) + ordered(strings("a"))), None),
    (op("contains", multiple(strings("a")) + NULL), None),
    (op("repeat", integers(1) + NULL + integers(2), numberRepeats=2), [1, 2, 1, 2]),
    (op("repeat", ordered(integers(1, 2)) + integers(3), numberRepeats=2), [1, 2, 3, 1, 2, 3]),
    (op("repeat", NULL, numberRepeats=2), None),
    (op("repeat", multiple(integers(1)), numberRepeats=2), None),
    (op("random", NULL), None),
    (op("anyN", TRUE + TRUE + TRUE, min=1, max=2), False),
    (op("anyN", TRUE + NULL + NULL, min=2, max=2), None),
    (op("anyN", FALSE + NULL, min=0, max=2), True),
    (op("not", TRUE), False),
    (op("or", NULL + NULL), None),
    (op("and", NULL + FALSE), False),
]


@pytest.mark.parametrize(("expression", "wanted"), CASES)
def test_the_rule_of_the_specification(expression: str, wanted: Any) -> None:
    found = value_of(expression)
    if isinstance(wanted, float):
        assert found == pytest.approx(wanted)
        assert isinstance(found, float)
    else:
        assert found == wanted
        assert type(found) is type(wanted)


def test_version_3_names_every_expression() -> None:
    """``qti-duration-lt`` and all others lead to the operator of the older versions."""
    for name in OPERATORS:
        spelt = "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name)
        spelt = spelt.replace("-l-t", "-lt").replace("-g-t-e", "-gte")
        assert read_tree(f"<qti-{spelt}/>").name == name
