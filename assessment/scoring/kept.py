"""Kept QTI items: scored by the interpreter, their score scaled to the points of the part."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.manual import QtiItem
from assessment.items.outcome import Reason, Verdict
from assessment.scoring.codes import Code
from assessment.scoring.mark import EMPTY, NOUGHT, Mark, Refused, points_of, settle, shorten
from assessment.scoring.reading import is_empty


def score_qti(interaction: QtiItem, answer: Any, points: Decimal, *, seed: int) -> Mark:
    """A QTI item by its own processing; what the interpreter lacks goes to the teacher."""
    from assessment.scoring.qti.processing import process_item

    if is_empty(answer):
        return EMPTY
    if not isinstance(answer, dict):
        raise Refused(Code.BAD_SHAPE)
    found = process_item(interaction.xml, answer, seed=seed)
    if refused := _name_unread(interaction.xml, answer, found.unreadable):
        return Mark(Verdict.INVALID, NOUGHT, refused)
    if found.unsupported:
        names = {"names": ", ".join(found.unsupported)}
        return Mark(Verdict.MANUAL, None, (Reason(Code.UNSUPPORTED, names),))
    if found.score is None:
        return Mark(Verdict.MANUAL, None, (Reason(Code.AWAITS_MARK),))
    most = found.max_score if found.max_score and found.max_score > 0 else Decimal(1)
    share = Fraction(found.score) / Fraction(most)
    params = {"score": f"{found.score:f}", "most": f"{most:f}"}
    reasons = [Reason(Code.QTI_SCORE, params, points_of(share, points))]
    if share < 1:
        reasons += _tell_fields(interaction.xml, answer, seed)
    return settle(share, points, reasons)


def _name_unread(xml: str, answer: dict[str, Any], names: tuple[str, ...]) -> tuple[Reason, ...]:
    """Return a reason for each field that asks for a number and has something else."""
    if not names:
        return ()
    from assessment.scoring.qti.answered import number_fields, unread_numbers
    from assessment.scoring.qti.item import parse_item

    item = parse_item(xml)
    numbers = number_fields(item)
    reasons = []
    for name in unread_numbers(item, names):
        given = answer.get(name)
        if is_empty(given):
            continue
        params = {"answer": shorten(given if isinstance(given, str) else str(given))}
        if len(numbers) > 1 and name in numbers:
            params["field"] = str(numbers[name])
            reasons.append(Reason(Code.FIELD_NOT_A_NUMBER, params))
        else:
            reasons.append(Reason(Code.NOT_A_NUMBER, params))
    return tuple(reasons)


def _tell_fields(xml: str, answer: dict[str, Any], seed: int) -> list[Reason]:
    """Return of each field whether it is right, never what the key is."""
    from assessment.scoring.qti.answered import judge_fields
    from assessment.scoring.qti.item import parse_item

    reasons = []
    for field in judge_fields(parse_item(xml), answer, seed=seed):
        if field.is_empty:
            code = Code.FIELD_EMPTY
        elif field.share == 1:
            code = Code.FIELD_RIGHT
        else:
            code = Code.FIELD_PARTLY if field.share else Code.FIELD_WRONG
        reasons.append(Reason(code, {"field": str(field.number)}))
    return reasons
