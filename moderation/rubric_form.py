"""The rubric as a form: one question a criterion, made from the version in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from moderation.data import NO, NOT_APPLICABLE, YES
from moderation.models import Rubric

PREFIX = "mark-"
ANSWERS = [(YES, _("yes")), (NO, _("no")), (NOT_APPLICABLE, _("does not apply"))]


def words_of(criterion: dict[str, Any], name: str = "") -> str:
    """Return a text of a criterion (``fault``, ``hint``, or what has to hold) as people read it.

    Russian where the interface is neither Russian nor English, as everywhere in the house.
    """
    language = "en" if (get_language() or "").startswith("en") else "ru"
    key = f"{name}_{language}" if name else language
    return str(criterion.get(key, ""))


class RubricForm(forms.Form):
    """Radio buttons for every criterion of ``rubric``; unanswered ones are the action's question.

    What is missing depends on the verdict: an approval needs all answers, a return one no.
    """

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in rubric.criteria:
            self.fields[f"{PREFIX}{criterion['code']}"] = forms.ChoiceField(
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
                label=words_of(criterion),
                help_text=words_of(criterion, "hint"),
            )

    def marks(self) -> dict[str, str]:
        """Return criterion code → answer of what was answered with one of the three words."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return {name.removeprefix(PREFIX): answer for name, answer in given.items() if answer}

    def point_at(self, codes: Iterable[str], words: str) -> None:
        """Say at each of the criteria what is wrong with its answer."""
        for code in codes:
            self.add_error(f"{PREFIX}{code}", words)


def faults_of(rubric: Rubric, codes: list[str]) -> list[str]:
    """Return what is said of the criteria that do not hold, in the rubric's order."""
    return [
        words_of(criterion, "fault") for criterion in rubric.criteria if criterion["code"] in codes
    ]
