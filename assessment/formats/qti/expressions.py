"""Declarations and processing of QTI, built from parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assessment.formats.qti.markup import make
from assessment.scoring.qti.tree import Node


def spell(number: Decimal) -> str:
    """Return a number as QTI spells a float."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def response(
    name: str,
    base_type: str,
    cardinality: str = "single",
    *,
    correct: Iterable[str] = (),
    mapping: Node | None = None,
) -> Node:
    """Return a declaration of a response."""
    values = [make("value", text=text) for text in correct]
    children = [make("correctResponse", *values)] if values else []
    return make(
        "responseDeclaration",
        *children,
        *([mapping] if mapping else []),
        identifier=name,
        cardinality=cardinality,
        baseType=base_type,
    )


def mapping(worths: Mapping[str, Decimal], points: Decimal, *, is_folded: bool = False) -> Node:
    """Return a mapping that never goes below nought nor above ``points``."""
    entries = [
        make(
            "mapEntry",
            mapKey=key,
            mappedValue=spell(worth),
            caseSensitive=False if is_folded else None,
        )
        for key, worth in worths.items()
    ]
    return make("mapping", *entries, defaultValue="0", lowerBound="0", upperBound=spell(points))


def outcome(name: str, base_type: str = "float", default: str = "", **attributes: str) -> Node:
    """Return a declaration of an outcome."""
    value = make("defaultValue", make("value", text=default)) if default else None
    return make(
        "outcomeDeclaration",
        *([value] if value else []),
        identifier=name,
        cardinality="single",
        baseType=base_type,
        **attributes,
    )


def variable(name: str) -> Node:
    """Return the value of a variable."""
    return make("variable", identifier=name)


def correct(name: str) -> Node:
    """Return the correct response of a variable."""
    return make("correct", identifier=name)


def literal(base_type: str, text: str) -> Node:
    """Return a literal."""
    return make("baseValue", text=text, baseType=base_type)


def points_of(number: Decimal) -> Node:
    """Return points as a literal."""
    return literal("float", spell(number))


def is_correct(name: str) -> Node:
    """Return the test that a response is the correct one."""
    return make("match", variable(name), correct(name))


def assign(name: str, expression: Node) -> Node:
    """Return the rule that sets an outcome."""
    return make("setOutcomeValue", expression, identifier=name)


def when(test: Node, *then: Node, otherwise: Iterable[Node] = ()) -> Node:
    """Return a condition."""
    branches = [make("responseIf", test, *then)]
    if rest := list(otherwise):
        branches.append(make("responseElse", *rest))
    return make("responseCondition", *branches)


def map_of(name: str) -> Node:
    """Return what a response is worth by its mapping."""
    return make("mapResponse", identifier=name)


def total(expressions: list[Node]) -> Node:
    """Return a sum, or the only expression."""
    return expressions[0] if len(expressions) == 1 else make("sum", *expressions)
