"""Kept QTI items: scored by the interpreter, their score scaled to the points of the part."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.manual import QtiItem
from assessment.items.outcome import Reason, Verdict
from assessment.scoring.codes import Code
from assessment.scoring.mark import EMPTY, Mark, Refused, points_of, settle
from assessment.scoring.reading import is_empty


def score_qti(interaction: QtiItem, answer: Any, points: Decimal, *, seed: int) -> Mark:
    """A QTI item by its own processing; what the interpreter lacks goes to the teacher."""
    from assessment.scoring.qti.processing import process_item

    if is_empty(answer):
        return EMPTY
    if not isinstance(answer, dict):
        raise Refused(Code.BAD_SHAPE)
    found = process_item(interaction.xml, answer, seed=seed)
    if found.unsupported:
        names = {"names": ", ".join(found.unsupported)}
        return Mark(Verdict.MANUAL, None, (Reason(Code.UNSUPPORTED, names),))
    if found.score is None:
        return Mark(Verdict.MANUAL, None, (Reason(Code.AWAITS_MARK),))
    most = found.max_score if found.max_score and found.max_score > 0 else Decimal(1)
    share = Fraction(found.score) / Fraction(most)
    params = {"score": f"{found.score:f}", "most": f"{most:f}"}
    return settle(share, points, [Reason(Code.QTI_SCORE, params, points_of(share, points))])
