"""Things put in order: what of the order is right, by the mode."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from assessment.items.outcome import Reason
from assessment.items.relating import Ordering
from assessment.scoring.codes import Code
from assessment.scoring.mark import EMPTY, NOUGHT, Mark, Refused, label_choice, points_of, settle
from assessment.scoring.reading import is_empty, read_id
from assessment.scoring.written import longest_common

# How much is right, of how much, and how it is told.
Counted = tuple[int, int, Code]


def score_ordering(interaction: Ordering, answer: Any, points: Decimal) -> Mark:
    """Things in order, by the mode (see the docstring of :class:`Ordering` for the rules).

    A thing of the key that is left out is out of order; one beyond the key, where it stands, puts
    those behind it out of place in ``exact`` and ``position``, and costs nothing in the others.
    """
    if is_empty(answer):
        return EMPTY
    names = {entry.id: label_choice(entry) for entry in interaction.entries}
    given = _read_order(answer, names)
    key = list(interaction.key)
    if interaction.scoring == "exact":
        is_right = given == key
        code, params = (Code.RIGHT, {"answer": ""}) if is_right else (Code.NOT_ALL, {})
        reasons = [Reason(code, params, points if is_right else NOUGHT)]
        reasons += _explain_places(given, key, names, None)
        return settle(Fraction(int(is_right)), points, reasons)
    if interaction.scoring == "position":
        right = sum(one == other for one, other in zip(given, key, strict=False))
        each = points_of(Fraction(1, max(len(key), 1)), points)
        reasons = _explain_places(given, key, names, each)
        return settle(Fraction(right, max(len(key), 1)), points, reasons)
    right, total, code = COUNTS[interaction.scoring](given, key)
    share = Fraction(right, total)
    params = {"right": str(right), "all": str(total)}
    return settle(share, points, [Reason(code, params, points_of(share, points))])


def count_longest(given: list[str], key: list[str]) -> Counted:
    """The longest common subsequence; one thing alone is in no order (Moodle does likewise)."""
    length = longest_common(given, key)
    return (0 if length == 1 < len(key) else length), max(len(key), 1), Code.IN_ORDER


def count_run(given: list[str], key: list[str]) -> Counted:
    """The longest run of neighbours of the key that stand side by side; one alone is none.

    Moodle, ``LONGEST_CONTIGUOUS_SUBSET``.
    """
    follows = dict(pairwise(key))
    longest = length = min(1, len(key), longest_common(given[:1], key))
    for one, other in pairwise(given):
        length = length + 1 if follows.get(one) == other else 1
        longest = max(longest, length)
    return (0 if longest == 1 < len(key) else longest), max(len(key), 1), Code.IN_ORDER


def count_pairs(given: list[str], key: list[str]) -> Counted:
    """Ordered pairs that stand in the key's order (Moodle, ``RELATIVE_ALL_PREVIOUS_AND_NEXT``)."""
    if len(key) < 2:
        return count_longest(given, key)
    place = {one: number for number, one in enumerate(given)}
    right = sum(
        one in place and other in place and place[one] < place[other]
        for number, one in enumerate(key)
        for other in key[number + 1 :]
    )
    return right, len(key) * (len(key) - 1) // 2, Code.PAIRS_IN_ORDER


def count_next(given: list[str], key: list[str]) -> Counted:
    """Things straight behind which stands the one that follows in the key.

    Moodle, ``RELATIVE_NEXT_EXCLUDE_LAST``.
    """
    if len(key) < 2:
        return count_longest(given, key)
    right = len(set(pairwise(given)) & set(pairwise(key)))
    return right, len(key) - 1, Code.NEIGHBOURS


def count_next_and_last(given: list[str], key: list[str]) -> Counted:
    """As ``next``, and the last is at the end (Moodle, ``RELATIVE_NEXT_INCLUDE_LAST``)."""
    right = len(set(pairwise([*given, ""])) & set(pairwise([*key, ""])))
    return right, max(len(key), 1), Code.NEIGHBOURS


def count_neighbours(given: list[str], key: list[str]) -> Counted:
    """For each thing the one before it and the one behind it, the ends of the row among them.

    Moodle, ``RELATIVE_ONE_PREVIOUS_AND_NEXT``.
    """
    mine, wanted = (set(pairwise(["", *row, ""])) for row in (given, key))
    both = sum(bool(one) + bool(other) for one, other in mine & wanted)
    return both, max(2 * len(key), 1), Code.NEIGHBOURS


def count_distance(given: list[str], key: list[str]) -> Counted:
    """For each thing how near it is to its place (Moodle, ``RELATIVE_TO_CORRECT``)."""
    if len(key) < 2:
        return count_longest(given, key)
    place, farthest = {one: number for number, one in enumerate(given)}, len(key) - 1
    near = sum(
        max(0, farthest - abs(number - place[one]))
        for number, one in enumerate(key)
        if one in place
    )
    return near, len(key) * farthest, Code.NEAR_PLACES


COUNTS: dict[str, Callable[[list[str], list[str]], Counted]] = {
    "longest": count_longest,
    "run": count_run,
    "pairs": count_pairs,
    "next": count_next,
    "next_and_last": count_next_and_last,
    "neighbours": count_neighbours,
    "distance": count_distance,
}


def _explain_places(
    given: list[str], key: list[str], names: dict[str, str], each: Decimal | None
) -> list[Reason]:
    reasons = []
    for number, wanted in enumerate(key):
        found = given[number] if number < len(given) else None
        params = {"place": str(number + 1), "answer": "" if found is None else names[found]}
        if found is None:
            reasons.append(Reason(Code.NONE_AT_PLACE, params))
        elif found == wanted:
            reasons.append(Reason(Code.AT_PLACE, params, each))
        else:
            reasons.append(Reason(Code.WRONG_AT_PLACE, params, None if each is None else NOUGHT))
    return reasons


def _read_order(answer: Any, names: dict[str, str]) -> list[str]:
    if not isinstance(answer, list | tuple):
        raise Refused(Code.BAD_SHAPE)
    given: list[str] = []
    for one in answer[: len(names) + 1]:
        found = read_id(one, names)
        if found in given:
            raise Refused(Code.STANDS_TWICE, choice=names[found])
        given.append(found)
    return given
