"""What a person marks: the points of a rubric, scaled to those of the part."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.item import ItemPart
from assessment.items.manual import Essay, Rubric
from assessment.items.outcome import Reason, Verdict
from assessment.scoring.codes import Code
from assessment.scoring.mark import (
    EMPTY,
    NOUGHT,
    Mark,
    Refused,
    points_of,
    settle,
    shorten,
)
from assessment.scoring.reading import is_empty, is_text

LONGEST_ESSAY = 1_000_000


def score_manual(interaction: Any, answer: Any, points: Decimal) -> Mark:
    """Essay, file, recording, drawing: nobody but a person marks it."""
    if is_empty(answer):
        return EMPTY
    if isinstance(interaction, Essay):
        if not isinstance(answer, str) or not is_text(answer):
            raise Refused(Code.BAD_SHAPE)
        if len(answer) > LONGEST_ESSAY:
            raise Refused(Code.TOO_LONG, most=str(LONGEST_ESSAY))
        return Mark(Verdict.MANUAL, None, (Reason(Code.AWAITS_MARK), *_count(interaction, answer)))
    handed = answer if isinstance(answer, list | tuple) else [answer]
    if not all(isinstance(one, str) and len(one) <= 1_000 and is_text(one) for one in handed):
        raise Refused(Code.BAD_SHAPE)
    most = getattr(interaction, "at_most", 1)
    if len(handed) > most:
        raise Refused(Code.TOO_MANY, most=str(most))
    return Mark(Verdict.MANUAL, None, (Reason(Code.AWAITS_MARK),))


def _count(essay: Essay, text: str) -> tuple[Reason, ...]:
    count = count_words(text)
    if essay.at_least_words is not None and count < essay.at_least_words:
        params = {"words": str(count), "least": str(essay.at_least_words)}
        return (Reason(Code.TOO_FEW_WORDS, params),)
    if essay.at_most_words is not None and count > essay.at_most_words:
        params = {"words": str(count), "most": str(essay.at_most_words)}
        return (Reason(Code.TOO_MANY_WORDS, params),)
    return ()


def count_words(text: str) -> int:
    """Return the number of words: what stands between spaces and has a letter or digit in it.

    ФИПИ, criteria of the ЕГЭ essay: «всё-таки» is one word, «всё же» are two.
    """
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def mark_by_person(part: ItemPart, marks: Mapping[str, Decimal]) -> Mark:
    """Return the mark of what a person gave: for the whole part, or by criterion, scaled.

    While a criterion lacks its mark the part waits. What is more than a criterion has, or the
    part, is held at that.
    """
    if "" in marks:
        given = min(max(marks[""], NOUGHT), part.points)
        share = Fraction(given) / Fraction(part.points) if part.points else Fraction(1)
        return settle(share, part.points, [Reason(Code.MARKED, {}, given)])
    rubric: Rubric = getattr(part.interaction, "rubric", None) or Rubric(criteria=())
    waiting = [one for one in rubric.criteria if one.id not in marks]
    if waiting or not rubric.criteria:
        left = {"criteria": ", ".join(shorten(one.title) for one in waiting)}
        return Mark(Verdict.MANUAL, None, (Reason(Code.AWAITS_CRITERIA, left),))
    reasons, total, most = [], Fraction(0), Fraction(0)
    for criterion in rubric.criteria:
        best = max(level.points for level in criterion.levels)
        given = min(max(marks[criterion.id], NOUGHT), best)
        total, most = total + Fraction(given), most + Fraction(best)
        params = {"criterion": shorten(criterion.title), "given": f"{given}", "most": f"{best}"}
        reasons.append(Reason(Code.CRITERION, params))
    share = total / most if most else Fraction(1)
    params = {"given": _plain(total), "most": _plain(most)}
    reasons.append(Reason(Code.SCALED, params, points_of(share, part.points)))
    return settle(share, part.points, reasons)


def _plain(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / number.denominator:f}"
