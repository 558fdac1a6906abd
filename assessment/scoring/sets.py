"""Interactions answered by a set: what was chosen, held against what is to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.base import Choice
from assessment.items.choosing import HotText, MultipleChoice, SingleChoice, TrueFalse
from assessment.items.outcome import Reason
from assessment.scoring.codes import Code
from assessment.scoring.mark import (
    EMPTY,
    NOUGHT,
    Mark,
    Refused,
    label_choice,
    points_of,
    say_all,
    say_none,
    settle,
)
from assessment.scoring.numbers import exact
from assessment.scoring.reading import is_empty, read_id, read_ids


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen rightly and wrongly, and what is missing, in words; the key's size."""

    right: list[str]
    wrong: list[str]
    missed: list[str]
    points: Decimal

    @property
    def size(self) -> int:
        """The number of things that the key has."""
        return len(self.right) + len(self.missed)

    @property
    def errors(self) -> int:
        """Signs that are wrong, missing or extra; a wrong one for a missing one is one error."""
        return max(len(self.wrong), len(self.missed))

    def explain(self, each: Fraction | None, wrong: Fraction | None) -> list[Reason]:
        """Return a reason for each thing; ``each`` and ``wrong`` are shares of the points."""
        gain = None if each is None else points_of(each, self.points)
        loss = None if wrong is None else points_of(wrong, self.points)
        return [
            *(Reason(Code.RIGHT_CHOICE, {"choice": one}, gain) for one in self.right),
            *(Reason(Code.WRONG_CHOICE, {"choice": one}, loss) for one in self.wrong),
            *(
                Reason(Code.MISSED_CHOICE, {"choice": one}, None if each is None else NOUGHT)
                for one in self.missed
            ),
        ]


def all_or_nothing(chosen: Chosen) -> tuple[Fraction, list[Reason]]:
    """The whole key and nothing else. QTI 3.0, ``match_correct``; ЕГЭ: one point for a task."""
    is_right = not chosen.wrong and not chosen.missed
    summary = Reason(Code.RIGHT, {"answer": ", ".join(chosen.right)}, chosen.points)
    if not is_right:
        summary = Reason(Code.NOT_ALL, {}, NOUGHT)
    return Fraction(int(is_right)), [summary, *chosen.explain(None, None)]


def net_correct(chosen: Chosen) -> tuple[Fraction, list[Reason]]:
    """(right - wrong) / key: a wrong choice takes what a right one brings, never below nought.

    Moodle's «all or nothing» aside, the rule that makes choosing everything worth nothing
    (correction for guessing: R. L. Thorndike, Educational Measurement, 1971).
    """
    if not chosen.size:
        return all_or_nothing(chosen)
    each = Fraction(1, chosen.size)
    return each * (len(chosen.right) - len(chosen.wrong)), chosen.explain(each, -each)


def per_right(chosen: Chosen) -> tuple[Fraction, list[Reason]]:
    """What is right / key; who chooses more than the key has gets nothing.

    ФИПИ, criteria of the ЕГЭ in physics: a point for each right element of two, nought when more
    than two are given, right ones among them or not.
    """
    if not chosen.size:
        return all_or_nothing(chosen)
    if len(chosen.wrong) > len(chosen.missed):
        return Fraction(0), [
            Reason(Code.CHOSE_MORE, {"most": str(chosen.size)}, NOUGHT),
            *chosen.explain(None, None),
        ]
    each = Fraction(1, chosen.size)
    return each * len(chosen.right), chosen.explain(each, Fraction(0))


def minus_one_per_error(chosen: Chosen) -> tuple[Fraction, list[Reason]]:
    """Points less one for each error; a wrong, a missing or an extra sign is one error.

    ФИПИ, criteria of the ЕГЭ (Russian, task 16; social studies; biology): two points for the
    whole answer, one with one error in it, nought with more.
    """
    share = count_errors(chosen.errors, chosen.points)
    return share, [*explain_errors(chosen.errors, chosen.points), *chosen.explain(None, None)]


def count_errors(errors: int, points: Decimal) -> Fraction:
    """Return the share that is left when each error takes one point."""
    if not points:
        return Fraction(int(not errors))
    return Fraction(max(NOUGHT, points - errors)) / Fraction(points)


def explain_errors(errors: int, points: Decimal) -> list[Reason]:
    """Return the reasons of a mark that errors made less."""
    if not errors:
        return [Reason(Code.RIGHT, {"answer": ""}, points)]
    return [Reason(Code.ERRORS, {"errors": str(errors)}, max(NOUGHT, points - errors))]


MODES: dict[str, Callable[[Chosen], tuple[Fraction, list[Reason]]]] = {
    "all_or_nothing": all_or_nothing,
    "net_correct": net_correct,
    "per_right": per_right,
    "minus_one_per_error": minus_one_per_error,
}


def weights(
    choices: Collection[Choice], chosen: Collection[str], points: Decimal
) -> tuple[Fraction, list[Reason]]:
    """Sum of the weights of what was chosen, between nought and one. QTI ``map_response``."""
    taken = [choice for choice in choices if choice.id in chosen]
    reasons = [
        Reason(
            Code.WEIGHED_CHOICE,
            {"choice": label_choice(choice)},
            points_of(exact(choice.weight), points),
        )
        for choice in taken
    ]
    return sum((exact(choice.weight) for choice in taken), Fraction(0)), reasons


def mark_set(
    scoring: str,
    choices: Collection[Choice],
    keys: Collection[Collection[str]],
    chosen: Collection[str],
    points: Decimal,
) -> Mark:
    """Return the mark of a set held against each key: the best counts."""
    feedback = tuple(one.feedback for one in choices if one.feedback and one.id in chosen)
    if scoring == "weights":
        share, reasons = weights(choices, chosen, points)
        return settle(share, points, reasons, feedback)
    names = {choice.id: label_choice(choice) for choice in choices}
    best: tuple[Fraction, list[Reason]] | None = None
    for key in keys:
        found = MODES[scoring](compare_sets(names, key, chosen, points))
        if best is None or found[0] > best[0]:
            best = found
    share, reasons = best or (Fraction(0), [])
    return settle(share, points, reasons, feedback)


def compare_sets(
    names: dict[str, str], key: Collection[str], chosen: Collection[str], points: Decimal
) -> Chosen:
    """Return what is right, wrong and missing, by name."""
    wanted = set(key)
    given = set(chosen)
    return Chosen(
        right=[names[one] for one in names if one in wanted and one in given],
        wrong=[names[one] for one in names if one in given and one not in wanted],
        missed=[names[one] for one in names if one in wanted and one not in given],
        points=points,
    )


def score_single_choice(interaction: SingleChoice, answer: Any, points: Decimal) -> Mark:
    """One of several: the key brings all; in ``weights`` what was chosen brings its weight."""
    if is_empty(answer):
        return EMPTY
    if isinstance(answer, list | tuple) and len(answer) == 1:
        answer = answer[0]
    for choice in interaction.choices:
        if choice.id == answer:
            break
    else:
        raise Refused(Code.UNKNOWN_CHOICE, choice=read_id(answer, ()))
    if interaction.scoring == "weights":
        return mark_set("weights", interaction.choices, (), (choice.id,), points)
    feedback = (choice.feedback,) if choice.feedback else ()
    if choice.id == interaction.key:
        return say_all(points, {"answer": label_choice(choice)}, feedback)
    return say_none({"answer": label_choice(choice)}, feedback)


_TRUTHS = {"true": True, "false": False}


def score_true_false(interaction: TrueFalse, answer: Any, points: Decimal) -> Mark:
    """True or false: all or nothing."""
    if is_empty(answer):
        return EMPTY
    said = _TRUTHS.get(answer) if isinstance(answer, str) else answer
    if not isinstance(said, bool):
        raise Refused(Code.BAD_SHAPE)
    words = interaction.feedback_true if said else interaction.feedback_false
    feedback = (words,) if words else ()
    params = {"answer": "+" if said else "−"}
    if said == interaction.key:
        return say_all(points, params, feedback)
    return say_none(params, feedback)


def score_multiple_choice(interaction: MultipleChoice, answer: Any, points: Decimal) -> Mark:
    """Any number of several, by the mode; the best of several keys counts."""
    keys = (interaction.key, *interaction.other_keys)
    return score_chosen(interaction, interaction.choices, keys, answer, points)


def score_hot_text(interaction: HotText, answer: Any, points: Decimal) -> Mark:
    """Words or sentences of a text, by the mode."""
    return score_chosen(interaction, interaction.pieces, (interaction.key,), answer, points)


def score_chosen(
    interaction: MultipleChoice | HotText,
    choices: tuple[Choice, ...],
    keys: tuple[tuple[str, ...], ...],
    answer: Any,
    points: Decimal,
) -> Mark:
    """Score a set of choices; nothing chosen is an answer where nothing is to be chosen."""
    if is_empty(answer) and not (answer == [] and () in keys):
        return EMPTY
    chosen = read_ids(answer, {choice.id for choice in choices})
    if interaction.at_most is not None and len(chosen) > interaction.at_most:
        raise Refused(Code.TOO_MANY, most=str(interaction.at_most))
    least = interaction.at_least if isinstance(interaction, MultipleChoice) else 0
    if len(chosen) < least:
        raise Refused(Code.TOO_FEW, least=str(least))
    return mark_set(interaction.scoring, choices, keys, chosen, points)
