"""Choices, words, numbers and essays as Moodle's types."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assessment.formats.building import Draft
from assessment.formats.choosing import choice_shares
from assessment.formats.moodle.markup import QuestionMarkup, number
from assessment.items.written import Tolerance


def write_choice(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``multichoice``; all or nothing for several is not in its power."""
    shares, is_exact = choice_shares(interaction)
    if not is_exact:
        draft.changed("formats.moodle.scoring", scoring=interaction.scoring)
    if interaction.type == "multiple_choice" and (interaction.at_least or interaction.at_most):
        draft.lost("formats.moodle.choice-limits")
    markup.plain("single", "true" if interaction.type == "single_choice" else "false")
    markup.plain("shuffleanswers", "true" if interaction.shuffle else "false")
    markup.plain("answernumbering", "abc")
    for choice, share in zip(interaction.choices, shares, strict=True):
        markup.answer(choice.html, share, choice.feedback, is_html=True)


def write_truefalse(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``truefalse``."""
    feedback = {"true": interaction.feedback_true, "false": interaction.feedback_false}
    for word, said in feedback.items():
        right = (word == "true") == interaction.key
        markup.answer(word, Decimal(right), said, is_html=False)


def write_shortanswer(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``shortanswer``: signs of its own are escaped unless they are wild here too."""
    note_rule(interaction.rule, draft)
    markup.plain("usecase", int(interaction.rule.case))
    for variant in interaction.variants:
        text = variant.text if interaction.rule.wildcards else variant.text.replace("*", "\\*")
        markup.answer(text, variant.share, variant.feedback, is_html=False)


def note_rule(rule: Any, draft: Draft) -> None:
    """Note rules of comparison that Moodle does not have."""
    if rule.yo or rule.spaces != "collapse" or rule.punctuation != "keep":
        draft.changed("formats.moodle.text-rule")


def write_digits(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write a sequence of digits as words that must be equal."""
    draft.changed("formats.changed-kind", kind="digit_sequence", into="shortanswer")
    markup.plain("usecase", 0)
    for key in interaction.keys:
        markup.answer(key, Decimal(1), "", is_html=False)


def write_number(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``numerical`` without units."""
    if not interaction.accepts_fractions:
        draft.changed("formats.moodle.fractions")
    if interaction.unit_label:
        draft.lost("formats.moodle.unit-label", unit=interaction.unit_label)
    for variant in interaction.variants:
        made = markup.answer(number(variant.value), variant.share, variant.feedback, is_html=False)
        nearness = near(variant.value, variant.tolerance, draft)
        if number(variant.value) != f"{variant.value:f}" and round(variant.value, 7) != (
            variant.value
        ):
            draft.changed("formats.moodle.digits")
        markup.plain("tolerance", number(nearness), made)


def near(value: Decimal, tolerance: Tolerance, draft: Draft) -> Decimal:
    """Return a tolerance as the distance that Moodle knows; rounding comes near to it."""
    if tolerance.kind == "absolute":
        return tolerance.value
    if tolerance.kind == "relative":
        return abs(value) * tolerance.value
    draft.changed("formats.moodle.tolerance", kind=tolerance.kind)
    digits = int(tolerance.value)
    if not digits and tolerance.kind == "significant_figures":
        return Decimal("1E+30")  # any value will do; there is no word for that
    if tolerance.kind == "significant_figures":
        digits -= value.adjusted() + 1 if value else 0
    return Decimal(5).scaleb(-digits - 1)


def write_quantity(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``numerical`` with a unit that counts; other units of its kind are not known there."""
    if not interaction.unit_is_exact:
        draft.changed("formats.moodle.unit-kinds", unit=interaction.unit)
    made = markup.answer(number(interaction.value), Decimal(1), "", is_html=False)
    markup.plain("tolerance", number(near(interaction.value, interaction.tolerance, draft)), made)
    markup.plain("unitgradingtype", 1)
    markup.plain("unitpenalty", number(abs(interaction.unit_penalty)))
    markup.plain("showunits", 0)
    markup.plain("unitsleft", 0)
    units = markup.plain("units", "")
    unit = markup.plain("unit", "", units)
    markup.plain("multiplier", 1, unit)
    markup.plain("unit_name", interaction.unit, unit)


def write_essay(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write ``essay``."""
    _note_rubric(interaction, draft)
    if interaction.sample:
        draft.lost("formats.moodle.sample")
    markup.plain("responseformat", "editor")
    markup.plain("responserequired", 1)
    markup.plain("minwordlimit", interaction.at_least_words or "")
    markup.plain("maxwordlimit", interaction.at_most_words or "")
    markup.plain("attachments", 0)
    markup.html("graderinfo", interaction.grader_notes)
    markup.html("responsetemplate", interaction.template)


def write_upload(markup: QuestionMarkup, interaction: Any, draft: Draft) -> None:
    """Write an essay of nothing but files."""
    _note_rubric(interaction, draft)
    markup.plain("responseformat", "noinline")
    markup.plain("responserequired", 0)
    markup.plain("attachments", interaction.at_most)
    markup.plain("attachmentsrequired", 1)
    markup.plain("filetypeslist", ",".join(interaction.accepts))
    markup.html("graderinfo", interaction.grader_notes)
    markup.html("responsetemplate", "")


def _note_rubric(interaction: Any, draft: Draft) -> None:
    if interaction.rubric.criteria:
        draft.lost("formats.lost-rubric")


WRITERS: dict[str, tuple[str, Callable[[QuestionMarkup, Any, Draft], None]]] = {
    "single_choice": ("multichoice", write_choice),
    "multiple_choice": ("multichoice", write_choice),
    "true_false": ("truefalse", write_truefalse),
    "short_answer": ("shortanswer", write_shortanswer),
    "digit_sequence": ("shortanswer", write_digits),
    "number": ("numerical", write_number),
    "quantity": ("numerical", write_quantity),
    "essay": ("essay", write_essay),
    "file": ("essay", write_upload),
}
