"""Interactions in which places are filled or things related: each place is right or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from assessment.items.outcome import Reason
from assessment.scoring.codes import Code
from assessment.scoring.mark import NOUGHT, Mark, points_of, settle
from assessment.scoring.sets import count_errors, explain_errors


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the key: its name, what is in it (``None``: nothing) and how far that is right.

    ``share`` lies between nought and one: a written variant may be worth a part.
    """

    name: str
    given: str | None
    share: Fraction
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Places:
    """All places of the key, how many things were put beyond them, and the points of all."""

    places: list[Place]
    extra: int
    points: Decimal

    @cached_property
    def weight(self) -> Fraction:
        """The weight of all places."""
        return sum((place.weight for place in self.places), Fraction(0)) or Fraction(1)

    @property
    def errors(self) -> int:
        """Places that are not right; what is extra counts where no place is left for it."""
        return sum(place.share < 1 for place in self.places) + self.extra

    def explain(self, *, wrong: Fraction, with_points: bool = True) -> list[Reason]:
        """Return a reason for each place; ``wrong`` is what a wrong one takes of its weight."""
        return [self._explain_one(place, wrong, with_points) for place in self.places]

    def _explain_one(self, place: Place, wrong: Fraction, with_points: bool) -> Reason:
        part = place.weight / self.weight
        params = {"place": place.name, "answer": place.given or ""}
        if place.given is None:
            return Reason(Code.EMPTY_PLACE, params, NOUGHT if with_points else None)
        share = place.share if place.share > 0 else -wrong
        gain = points_of(part * share, self.points) if with_points else None
        return Reason(Code.RIGHT_PLACE if place.share > 0 else Code.WRONG_PLACE, params, gain)


def all_or_nothing(found: Places) -> tuple[Fraction, list[Reason]]:
    """Every place right and nothing extra. QTI 3.0, ``match_correct``."""
    is_right = not found.errors
    code = Code.RIGHT if is_right else Code.NOT_ALL
    params = {"answer": ""} if is_right else {}
    reasons = [Reason(code, params, found.points if is_right else NOUGHT)]
    return Fraction(int(is_right)), reasons + found.explain(wrong=Fraction(0), with_points=False)


def per_pair(found: Places) -> tuple[Fraction, list[Reason]]:
    """Each right place brings its weight; things beyond the places take one of them each.

    ФИПИ, criteria of the ЕГЭ (Russian, matching): a point for each rightly given digit.
    """
    share = sum((place.share * place.weight for place in found.places), Fraction(0))
    reasons = found.explain(wrong=Fraction(0))
    return share / found.weight - _take_extra(found, reasons), reasons


def net_correct(found: Places) -> tuple[Fraction, list[Reason]]:
    """A wrong place takes as much as a right one brings; never below nought."""
    gained = sum((place.share * place.weight for place in found.places), Fraction(0))
    lost = sum(
        (place.weight for place in found.places if place.given is not None and place.share <= 0),
        Fraction(0),
    )
    reasons = found.explain(wrong=Fraction(1))
    return (gained - lost) / found.weight - _take_extra(found, reasons), reasons


def minus_one_per_error(found: Places) -> tuple[Fraction, list[Reason]]:
    """Points less one for each place that is not right, and for each thing too many.

    ФИПИ, criteria of the ЕГЭ for matching worth two points: one error leaves one.
    """
    reasons = explain_errors(found.errors, found.points)
    reasons += found.explain(wrong=Fraction(0), with_points=False)
    return count_errors(found.errors, found.points), reasons


def _take_extra(found: Places, reasons: list[Reason]) -> Fraction:
    if not found.extra:
        return Fraction(0)
    taken = Fraction(found.extra, max(len(found.places), 1))
    reasons.append(
        Reason(Code.EXTRA_PLACES, {"extra": str(found.extra)}, points_of(-taken, found.points))
    )
    return taken


MODES: dict[str, Callable[[Places], tuple[Fraction, list[Reason]]]] = {
    "all_or_nothing": all_or_nothing,
    "per_pair": per_pair,
    "net_correct": net_correct,
    "minus_one_per_error": minus_one_per_error,
}


def mark_places(
    scoring: str,
    places: list[Place],
    points: Decimal,
    *,
    extra: int = 0,
    feedback: tuple[str, ...] = (),
) -> Mark:
    """Return the mark of places by the mode. Without places only nothing is right."""
    found = Places(places, extra, points)
    if not places:
        return settle(*_all_of(all_or_nothing(found), points), feedback)
    share, reasons = MODES[scoring](found)
    return settle(share, points, reasons, feedback)


def _all_of(
    found: tuple[Fraction, list[Reason]], points: Decimal
) -> tuple[Fraction, Decimal, list[Reason]]:
    return found[0], points, found[1]


def first_words(texts: list[Any]) -> tuple[str, ...]:
    """Return the feedback of what was chosen, without what says nothing."""
    return tuple(dict.fromkeys(text for text in texts if text))
