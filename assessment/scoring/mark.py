"""What a scorer says of one answer, and how it refuses one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from html import unescape

from assessment.items.base import Choice
from assessment.items.outcome import Reason, Verdict
from assessment.scoring.codes import Code

NOUGHT = Decimal(0)
ONE = Decimal(1)
_STEP = Decimal("0.000001")
_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)  # not frozen: made for every answer, and seen by nobody outside
class Mark:
    """Verdict, points (``None``: a person gives them), reasons, and words to this very answer."""

    verdict: Verdict
    points: Decimal | None
    reasons: tuple[Reason, ...] = ()
    feedback: tuple[str, ...] = ()


class Refused(Exception):
    """The answer cannot be read: it is neither right nor wrong, and spends no try."""

    def __init__(self, code: Code, **params: str) -> None:
        super().__init__(code, params)
        self.reason = Reason(code, params)


EMPTY = Mark(Verdict.EMPTY, NOUGHT, (Reason(Code.NO_ANSWER),))


def points_of(share: Fraction, points: Decimal) -> Decimal:
    """Return a share of the points, rounded half up to six places."""
    exact = Fraction(points) * share
    if exact.denominator == 1:
        return Decimal(exact.numerator)
    return (Decimal(exact.numerator) / exact.denominator).quantize(_STEP, ROUND_HALF_UP)


def settle(
    share: Fraction, points: Decimal, reasons: list[Reason], feedback: tuple[str, ...] = ()
) -> Mark:
    """Return the mark of a share; below nought and above all it is held, with a reason."""
    if share < 0:
        reasons.append(Reason(Code.NOT_BELOW_NOUGHT, points=points_of(-share, points)))
        share = Fraction(0)
    elif share > 1:
        reasons.append(Reason(Code.NOT_ABOVE_ALL, points=points_of(1 - share, points)))
        share = Fraction(1)
    if share == 1:
        return Mark(Verdict.RIGHT, points, tuple(reasons), feedback)
    if share == 0:
        return Mark(Verdict.WRONG, NOUGHT, tuple(reasons), feedback)
    return Mark(Verdict.PARTLY, points_of(share, points), tuple(reasons), feedback)


def say_all(points: Decimal, params: Mapping[str, str], feedback: tuple[str, ...] = ()) -> Mark:
    """Return the mark of an answer that is right as a whole."""
    return Mark(Verdict.RIGHT, points, (Reason(Code.RIGHT, params, points),), feedback)


def say_none(params: Mapping[str, str], feedback: tuple[str, ...] = ()) -> Mark:
    """Return the mark of an answer that is wrong as a whole."""
    return Mark(Verdict.WRONG, NOUGHT, (Reason(Code.WRONG, params, NOUGHT),), feedback)


@lru_cache(maxsize=8_192)
def label_of(html: str) -> str:
    """Return HTML as a short line of text, for reasons."""
    text = html
    if "<" in html or "&" in html:
        text = " ".join(unescape(_TAG.sub(" ", html)).split())
    return text if len(text) <= 80 else text[:79] + "…"


def label_choice(choice: Choice) -> str:
    """Return the words of a choice, or its id where it has none (a picture)."""
    html = choice.html
    if html.isalnum() and len(html) <= 80:
        return html
    return label_of(html) or choice.id


def shorten(text: str) -> str:
    """Return an answer as it is named in a reason."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= 80 else text[:79] + "…"
