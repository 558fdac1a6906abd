"""Answer rules of Russian examinations by name: which mode, with which settings, and why.

An author chooses a rule, and :func:`apply_rule` makes the interaction. The rules are those of the
«Спецификация» and «Система оценивания» that ФИПИ publishes with the demonstration variant of each
subject every year (fipi.ru); what they say is told here in our words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from assessment.items.item import Interaction

_EGE_FORM = "ЕГЭ, правила заполнения бланка ответов № 1"
_SYSTEM = "ФИПИ, система оценивания демонстрационного варианта"


@dataclass(frozen=True, slots=True)
class ExamRule:
    """A named rule: the interaction, its settings, the points it is for, and where it stands."""

    interaction: str
    settings: Mapping[str, Any]
    points: Decimal
    rule: str
    source: str


def _rule(interaction: str, points: int, rule: str, source: str, /, **settings: Any) -> ExamRule:
    return ExamRule(interaction, MappingProxyType(settings), Decimal(points), rule, source)


EXAM_RULES: Mapping[str, ExamRule] = MappingProxyType(
    {
        "ege_russian_word": _rule(
            "short_answer",
            1,
            "A word or several, written together without spaces; case and ё/е make no difference.",
            _EGE_FORM,
            rule={"spaces": "ignore"},
        ),
        "ege_one_choice": _rule(
            "single_choice", 1, "One digit: one point or none.", f"{_SYSTEM}, русский язык"
        ),
        "ege_choices": _rule(
            "multiple_choice",
            1,
            "Digits in any order: one point for all of them and no other.",
            f"{_SYSTEM}, русский язык",
        ),
        "ege_two_points_minus_one": _rule(
            "multiple_choice",
            2,
            "Two points for the whole answer, one with one error (a digit wrong, missing or "
            "extra), nought with more.",
            f"{_SYSTEM}, русский язык (задание 16), обществознание, биология",
            scoring="minus_one_per_error",
        ),
        "ege_two_of_two": _rule(
            "multiple_choice",
            2,
            "A point for each of two right elements; nought when more than two are given.",
            f"{_SYSTEM}, физика",
            scoring="per_right",
        ),
        "ege_digits": _rule(
            "digit_sequence",
            1,
            "A sequence of digits whose order counts: one point or none.",
            _EGE_FORM,
        ),
        "ege_digits_any_order": _rule(
            "digit_sequence",
            1,
            "Digits in any order: one point for all of them and no other.",
            _EGE_FORM,
            order="any",
        ),
        "ege_sequence_minus_one": _rule(
            "digit_sequence",
            2,
            "Two points for the whole sequence, one with one error (a sign wrong, missing or "
            "extra), nought with more.",
            f"{_SYSTEM}, история, биология",
            scoring="minus_one_per_error",
        ),
        "ege_russian_matching": _rule(
            "matching",
            5,
            "A point for each rightly given digit.",
            f"{_SYSTEM}, русский язык (задания 8 и 26)",
            scoring="per_pair",
        ),
        "ege_matching_minus_one": _rule(
            "matching",
            2,
            "Two points for the whole answer, one with one error, nought with more.",
            f"{_SYSTEM}, физика, обществознание",
            scoring="minus_one_per_error",
        ),
        "ege_number": _rule(
            "number",
            1,
            "A whole number or a finite decimal without its unit; common fractions are not read.",
            _EGE_FORM,
            accepts_fractions=False,
        ),
        "oge_russian_word": _rule(
            "short_answer",
            1,
            "A word or several, written together without spaces; case and ё/е make no difference.",
            "ОГЭ, правила заполнения бланка ответов № 1",
            rule={"spaces": "ignore"},
        ),
        "oge_digits": _rule(
            "digit_sequence",
            1,
            "A sequence of digits whose order counts: one point or none.",
            "ОГЭ, правила заполнения бланка ответов № 1",
        ),
        "oge_physics_matching": _rule(
            "matching",
            2,
            "Two points for the whole answer, one with one error, nought with more.",
            "ФИПИ, система оценивания демонстрационного варианта ОГЭ, физика",
            scoring="minus_one_per_error",
        ),
    }
)
_interactions: TypeAdapter[Any] = TypeAdapter(Interaction)


def apply_rule(name: str, **values: Any) -> Any:
    """Return the interaction of a rule with the author's ``values`` (choices, key, variants…).

    Raises ``KeyError`` for a rule that nobody knows, and what the model raises for its values.
    """
    rule = EXAM_RULES[name]
    return _interactions.validate_python({"type": rule.interaction, **rule.settings, **values})
