"""Interactions answered in writing: words, signs, numbers, quantities, formulas."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.items.outcome import Reason, Verdict
from assessment.items.text import TextRule, TextVariant
from assessment.items.written import (
    DigitSequence,
    Formula,
    FormulaVariant,
    NumberAnswer,
    NumberVariant,
    ShortAnswer,
)
from assessment.scoring.codes import Code
from assessment.scoring.mark import (
    EMPTY,
    NOUGHT,
    Mark,
    Refused,
    points_of,
    say_all,
    say_none,
    settle,
    shorten,
)
from assessment.scoring.normalising import (
    fold,
    fold_key,
    matches_wildcards,
    wildcard_pattern,
)
from assessment.scoring.numbers import exact, is_near, is_written_as_asked, read_number
from assessment.scoring.reading import is_empty, read_line
from assessment.scoring.sets import count_errors, explain_errors

LONGEST_SEQUENCE = 200
_BETWEEN_SIGNS = re.compile(r"[\s,;]+")
_SIGNS_RULE = TextRule()


def find_variant(
    text: str, variants: tuple[TextVariant, ...], rule: TextRule
) -> TextVariant | None:
    """Return the first variant that the text is, as Moodle does: order them by likelihood."""
    folded = fold(text, rule)
    for variant in variants:
        if rule.wildcards and ("*" in variant.text):
            if matches_wildcards(folded, _stretches(variant.text, rule)):
                return variant
        elif fold_key(variant.text, rule) == folded:
            return variant
    return None


def _stretches(text: str, rule: TextRule) -> list[str]:
    spaceless, bare = rule.spaces == "ignore", rule.punctuation == "ignore"
    return wildcard_pattern(text, rule.case, rule.yo, spaceless, bare)


def mark_variant(
    variant: TextVariant | NumberVariant | FormulaVariant | None, text: str, points: Decimal
) -> Mark:
    """Return the mark of the variant that an answer was found to be."""
    params = {"answer": shorten(text)}
    if variant is None:
        return say_none(params)
    feedback = (variant.feedback,) if variant.feedback else ()
    if variant.share == 1:
        return say_all(points, params, feedback)
    if variant.share <= 0:
        return say_none(params, feedback)
    share = exact(variant.share)
    reasons = [Reason(Code.ACCEPTED_PARTLY, params, points_of(share, points))]
    return settle(share, points, reasons, feedback)


def score_short_answer(interaction: ShortAnswer, answer: Any, points: Decimal) -> Mark:
    """A word or phrase: the share of the variant that it is under the rule of comparing."""
    if is_empty(answer):
        return EMPTY
    text = read_line(answer)
    return mark_variant(find_variant(text, interaction.variants, interaction.rule), text, points)


def find_number(
    answer: Any, variants: tuple[NumberVariant, ...], *, fractions: bool = True, label: str = ""
) -> tuple[NumberVariant | None, bool]:
    """Return the first variant that is near, and whether it is written with the digits asked."""
    number = read_number(answer, label=label)
    if number.is_fraction and not fractions:
        raise Refused(Code.NO_FRACTIONS)
    value = number.value
    first: NumberVariant | None = None
    for variant in variants:
        if is_near(value, exact(variant.value), variant.tolerance):
            if is_written_as_asked(number, variant.tolerance):
                return variant, True
            first = first or variant
    return first, first is None


def score_number(interaction: NumberAnswer, answer: Any, points: Decimal) -> Mark:
    """A number: the share of the first variant whose tolerance it meets."""
    if is_empty(answer):
        return EMPTY
    variant, is_as_asked = find_number(
        answer,
        interaction.variants,
        fractions=interaction.accepts_fractions,
        label=interaction.unit_label,
    )
    if variant is not None and not is_as_asked:
        reason = Reason(
            Code.WRONG_PRECISION, {"digits": str(variant.tolerance.digits_asked)}, NOUGHT
        )
        return Mark(Verdict.WRONG, NOUGHT, (reason,))
    return mark_variant(variant, str(answer), points)


def score_digit_sequence(interaction: DigitSequence, answer: Any, points: Decimal) -> Mark:
    """Signs one after another, by order and mode; the best of several keys counts."""
    if is_empty(answer):
        return EMPTY
    text = read_line(answer)
    signs = read_signs(text)
    if not signs:
        raise Refused(Code.NO_SIGNS)
    if len(signs) > LONGEST_SEQUENCE:
        raise Refused(Code.TOO_LONG, most=str(LONGEST_SEQUENCE))
    best: tuple[Fraction, list[Reason]] | None = None
    for key in interaction.keys:
        found = _mark_signs(interaction, signs, fold_key(key, _SIGNS_RULE), text, points)
        if best is None or found[0] > best[0]:
            best = found
        if best[0] == 1:
            break
    share, reasons = best or (Fraction(0), [])
    return settle(share, points, reasons)


def read_signs(text: str) -> str:
    """Return the signs of an answer: spaces, commas and semicolons between them are none."""
    return _BETWEEN_SIGNS.sub("", fold(_BETWEEN_SIGNS.sub("", text), _SIGNS_RULE))


def _mark_signs(
    interaction: DigitSequence, signs: str, key: str, text: str, points: Decimal
) -> tuple[Fraction, list[Reason]]:
    if signs == key:
        return Fraction(1), [Reason(Code.RIGHT, {"answer": shorten(text)}, points)]
    right, errors = compare_signs(interaction.order, signs, key)
    if interaction.scoring == "all_or_nothing":
        code = Code.WRONG if errors else Code.RIGHT
        gained = NOUGHT if errors else points
        return Fraction(int(not errors)), [Reason(code, {"answer": shorten(text)}, gained)]
    if interaction.scoring == "minus_one_per_error":
        return count_errors(errors, points), explain_errors(errors, points)
    extra = max(0, len(signs) - len(key))
    share, lost = Fraction(right, len(key)), Fraction(extra, len(key))
    params = {"right": str(right), "all": str(len(key))}
    reasons = [Reason(Code.RIGHT_SIGNS, params, points_of(share, points))]
    if extra:
        taken = points_of(-lost, points)
        reasons.append(Reason(Code.EXTRA_SIGNS, {"extra": str(extra)}, taken))
    return share - lost, reasons


def compare_signs(order: str, signs: str, key: str) -> tuple[int, int]:
    """Return how many signs are right, and how many errors there are.

    ``exact``: right at their place; errors are the fewest signs to change, add or take away (V. I.
    Levenshtein, 1965). ``any``: right wherever they stand; an error is a sign that is wrong,
    missing or extra. ``subsequence``: right in the longest run that keeps the key's order; the
    others are errors.
    """
    if order == "any":
        right = (Counter(signs) & Counter(key)).total()
        return right, max(len(signs), len(key)) - right
    if order == "subsequence":
        right = longest_common(signs, key)
        return right, max(len(signs), len(key)) - right
    right = sum(one == other for one, other in zip(signs, key, strict=False))
    return right, count_edits(signs, key)


def longest_common(first: Any, second: Any) -> int:
    """Return the length of the longest common subsequence (Wagner and Fischer, 1974)."""
    row = [0] * (len(second) + 1)
    for one in first:
        above = 0
        for place, other in enumerate(second, 1):
            kept = row[place]
            row[place] = above + 1 if one == other else max(row[place], row[place - 1])
            above = kept
    return row[-1]


def count_edits(first: str, second: str) -> int:
    """Return the fewest changes, additions and removals that turn one into the other."""
    row = list(range(len(second) + 1))
    for number, one in enumerate(first, 1):
        above, row[0] = row[0], number
        for place, other in enumerate(second, 1):
            kept = row[place]
            row[place] = min(above + (one != other), row[place] + 1, row[place - 1] + 1)
            above = kept
    return row[-1]


def score_formula(interaction: Formula, answer: Any, points: Decimal) -> Mark:
    """A formula: the share of the first variant it equals; undecided goes to the teacher."""
    from assessment.scoring.formula.judgement import Equality
    from assessment.scoring.formula.judging import judge_formula

    if is_empty(answer):
        return EMPTY
    text = read_line(answer)
    undecided: Reason | None = None
    other_form: Reason | None = None
    for variant in interaction.variants:
        said = judge_formula(
            text,
            variant.formula,
            variables=interaction.variables,
            domain=interaction.domain,
            form=interaction.form,
        )
        reason = Reason(said.code, said.params)
        if said.equality is Equality.EQUAL:
            return mark_variant(variant, text, points)
        if said.equality is Equality.INVALID:
            return Mark(Verdict.INVALID, NOUGHT, (reason,))
        if said.equality is Equality.UNDECIDED:
            undecided = undecided or reason
        elif said.equality is Equality.WRONG_FORM:
            other_form = other_form or reason
    if undecided:
        return Mark(Verdict.MANUAL, None, (Reason(Code.UNDECIDED, {}), undecided))
    if other_form:
        said_form = Reason(Code.FORMULA_FORM, {}, NOUGHT)
        return Mark(Verdict.WRONG, NOUGHT, (said_form, other_form))
    return say_none({"answer": shorten(text)})
