"""Scores in words: what became of each part, and why each point was given or not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from assessment.items.outcome import ItemScore, PartScore, Reason, Verdict
from assessment.rich import render_html
from assessment.wording.words import words_for

VERDICTS: dict[Verdict, tuple[str | Promise, str]] = {
    Verdict.RIGHT: (pgettext_lazy("verdict", "right"), "success"),
    Verdict.PARTLY: (pgettext_lazy("verdict", "partly right"), "warning"),
    Verdict.WRONG: (pgettext_lazy("verdict", "wrong"), "danger"),
    Verdict.EMPTY: (pgettext_lazy("verdict", "no answer"), "neutral"),
    Verdict.INVALID: (pgettext_lazy("verdict", "cannot be read"), "neutral"),
    Verdict.MANUAL: (pgettext_lazy("verdict", "a person marks it"), "info"),
}


@dataclass(frozen=True, slots=True)
class ToldReason:
    """One reason in words; ``points`` is ``None`` where it moves none."""

    words: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part's mark in words; ``feedback`` is safe HTML."""

    part: str
    verdict: str
    tone: str
    points: Decimal | None
    max_points: Decimal
    spends_try: bool
    reasons: tuple[ToldReason, ...]
    feedback: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True)
class ToldScore:
    """An item's mark in words."""

    points: Decimal
    max_points: Decimal
    is_final: bool
    parts: tuple[ToldPart, ...]


def explain(score: ItemScore) -> ToldScore:
    """Return the score in the language of the moment."""
    parts = tuple(_told(part) for part in score.parts)
    return ToldScore(_plain(score.points), _plain(score.max_points), score.is_final, parts)


def _told(part: PartScore) -> ToldPart:
    verdict, tone = VERDICTS[part.verdict]
    return ToldPart(
        part=part.part,
        verdict=str(verdict),
        tone=tone,
        points=None if part.points is None else _plain(part.points),
        max_points=_plain(part.max_points),
        spends_try=part.spends_try,
        reasons=tuple(_reason(reason) for reason in part.reasons),
        feedback=tuple(render_html(text) for text in part.feedback if text.strip()),
    )


def _reason(reason: Reason) -> ToldReason:
    points = None if reason.points is None else _plain(reason.points)
    return ToldReason(words_for(reason.code, reason.params), points)


def _plain(points: Decimal) -> Decimal:
    """Return 2 for 2.000000, and 10 for 1E+1."""
    return points.quantize(Decimal(1)) if points == points.to_integral() else points.normalize()
