"""Quantities: a number with a unit, compared by value and dimension (units by pint)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.outcome import Reason, Verdict
from assessment.items.written import Quantity
from assessment.scoring.codes import Code
from assessment.scoring.mark import (
    EMPTY,
    NOUGHT,
    Mark,
    Refused,
    points_of,
    say_all,
    settle,
    shorten,
)
from assessment.scoring.normalising import normalise
from assessment.scoring.numbers import (
    LONGEST_NUMBER,
    ReadNumber,
    exact,
    is_near,
    is_written_as_asked,
    read_number,
    split_number,
)
from assessment.scoring.reading import is_empty
from assessment.scoring.units import LONGEST_UNIT, Unit, unit_of


def score_quantity(interaction: Quantity, answer: Any, points: Decimal) -> Mark:
    """A number with a unit: the value is compared in the key's unit, under its tolerance.

    A unit of another dimension, another size or none costs ``unit_penalty`` where the number by
    itself is the key's. Celsius and Fahrenheit alone are temperatures, in products differences.
    """
    if is_empty(answer):
        return EMPTY
    try:
        wanted = unit_of(interaction.unit) if interaction.unit.strip() else Unit(Fraction(1), ())
    except Refused as fault:
        return Mark(Verdict.MANUAL, None, (Reason(Code.KEY_UNREADABLE), fault.reason))
    return _compare(interaction, wanted, answer, points)


def _compare(interaction: Quantity, wanted: Unit, answer: Any, points: Decimal) -> Mark:
    number, written = read_quantity(answer)
    # The key's unit is in no reason: a learner reads them.
    params = {"answer": shorten(_as_line(answer))}
    if not written and interaction.unit.strip():
        return _without_unit(interaction, number, points, Code.NO_UNIT, params)
    unit = unit_of(written) if written else wanted
    if unit.dimension != wanted.dimension:
        return _without_unit(interaction, number, points, Code.WRONG_UNIT, params)
    value = (number.value * unit.factor + unit.offset - wanted.offset) / wanted.factor
    if not is_near(value, exact(interaction.value), interaction.tolerance):
        return _without_unit(interaction, number, points, Code.OTHER_UNIT, params)
    if interaction.unit_is_exact and unit != wanted:
        return _take_unit(interaction, points, Code.OTHER_UNIT, params)
    return _check_digits(interaction, number, points, params)


def read_quantity(answer: Any) -> tuple[ReadNumber, str]:
    """Return the number and the unit's text of either shape of answer."""
    if isinstance(answer, dict):
        if set(answer) - {"number", "unit"}:
            raise Refused(Code.BAD_SHAPE)
        unit = answer.get("unit")
        if unit is not None and not isinstance(unit, str):
            raise Refused(Code.BAD_SHAPE)
        _check_length(unit or "")
        return _read_fields(answer.get("number"), normalise(unit or ""))
    if isinstance(answer, str):
        _check_length(answer)
        number, rest = split_number(normalise(answer))
        return number, _unit_behind(rest)
    return read_number(answer), ""


def _read_fields(raw: Any, unit: str) -> tuple[ReadNumber, str]:
    """Return number and unit of two fields; the number's may hold both where the other is empty."""
    if not isinstance(raw, str):
        return read_number(raw), unit
    _check_length(raw)
    number, rest = split_number(normalise(raw))
    if rest and unit:
        raise Refused(Code.UNIT_IN_ITS_FIELD, answer=shorten(raw.strip()))
    return number, unit or _unit_behind(rest)


def _unit_behind(rest: str) -> str:
    """Return the unit of what stands behind a number: ``9,8*м/с^2`` and ``0,2/м`` too."""
    if rest.startswith("/"):
        return f"1{rest}"
    return rest[1:].lstrip() if rest[:1] in tuple("*·×⋅∙•") else rest


def _check_length(text: str) -> None:
    most = LONGEST_NUMBER + LONGEST_UNIT
    if len(text) > most:
        raise Refused(Code.TOO_LONG, most=str(most))


def _as_line(answer: Any) -> str:
    if isinstance(answer, dict):
        return f"{answer.get('number')} {answer.get('unit') or ''}".strip()
    return str(answer)


def _check_digits(
    interaction: Quantity, number: ReadNumber, points: Decimal, params: dict[str, str]
) -> Mark:
    if is_written_as_asked(number, interaction.tolerance):
        return say_all(points, params)
    digits = {"digits": str(interaction.tolerance.digits_asked)}
    return Mark(Verdict.WRONG, NOUGHT, (Reason(Code.WRONG_PRECISION, digits, NOUGHT),))


def _without_unit(
    interaction: Quantity,
    number: ReadNumber,
    points: Decimal,
    code: Code,
    params: dict[str, str],
) -> Mark:
    """Return the mark where the unit does not fit: by the number alone, less the penalty."""
    if is_near(number.value, exact(interaction.value), interaction.tolerance):
        return _take_unit(interaction, points, code, params)
    reasons = [] if code is Code.OTHER_UNIT else [Reason(code, params)]
    return Mark(Verdict.WRONG, NOUGHT, (Reason(Code.WRONG, params, NOUGHT), *reasons))


def _take_unit(interaction: Quantity, points: Decimal, code: Code, params: dict[str, str]) -> Mark:
    penalty = exact(max(NOUGHT, interaction.unit_penalty))
    reasons = [
        Reason(Code.RIGHT, params, points),
        Reason(code, params, points_of(-penalty, points)),
    ]
    return settle(1 - penalty, points, reasons)
