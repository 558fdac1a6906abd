"""Scores in words: what became of each part, and why each point was given or not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from assessment.figures import apportion, round_points, show_number
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
    """One reason in words; ``points``, in words too, is empty where it moves none."""

    words: str
    points: str


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part's mark in words, ``points`` empty until a person marks; ``feedback`` is safe HTML."""

    part: str
    verdict: str
    tone: str
    points: str
    max_points: str
    spends_try: bool
    reasons: tuple[ToldReason, ...]
    feedback: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True)
class ToldScore:
    """An item's mark in words."""

    points: str
    max_points: str
    is_final: bool
    parts: tuple[ToldPart, ...]


def explain(score: ItemScore) -> ToldScore:
    """Return the score in the language of the moment.

    Points are shown in at most two decimals, so that those of the reasons add up to the part's and
    those of the parts to the item's.
    """
    shares = _by_two([part.points for part in score.parts], score.points)
    parts = tuple(_told(*pair) for pair in zip(score.parts, shares, strict=True))
    total, most = round_points(score.points), round_points(score.max_points)
    return ToldScore(show_number(total), show_number(most), score.is_final, parts)


def _told(part: PartScore, points: Decimal | None) -> ToldPart:
    verdict, tone = VERDICTS[part.verdict]
    return ToldPart(
        part=part.part,
        verdict=str(verdict),
        tone=tone,
        points=_shown(points),
        max_points=show_number(round_points(part.max_points)),
        spends_try=part.spends_try,
        reasons=_reasons(part.reasons, points),
        feedback=tuple(render_html(text) for text in part.feedback if text.strip()),
    )


def _reasons(reasons: tuple[Reason, ...], points: Decimal | None) -> tuple[ToldReason, ...]:
    shares = _by_two([reason.points for reason in reasons], points or Decimal(0))
    # Where some take points, it has to be seen which give them.
    plus = "+" if any(share is not None and share < 0 for share in shares) else ""
    return tuple(
        ToldReason(words_for(reason.code, reason.params), _shown(share, plus))
        for reason, share in zip(reasons, shares, strict=True)
    )


def _by_two(points: list[Decimal | None], total: Decimal) -> list[Decimal | None]:
    """Return the points that there are in two decimals; what has none stays without."""
    shares = iter(apportion([one for one in points if one is not None], total))
    return [None if one is None else next(shares) for one in points]


def _shown(points: Decimal | None, plus: str = "") -> str:
    if points is None:
        return ""
    return f"{plus if points > 0 else ''}{show_number(points)}"
