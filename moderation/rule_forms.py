"""The form of a rule on drafts: its words, when it holds, and the parameters of its operator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learning_objects.data import KIND_LABELS
from moderation.checks.facts import (
    CODE_LIMIT,
    GRADES,
    LANGUAGES,
    TITLE_LIMIT,
    WORDS_LIMIT,
    RuleFacts,
    WrongRule,
    read_rule,
    read_rules,
    rule_as_json,
)
from moderation.checks.operator import OPERATORS, Operator
from moderation.checks.params import WrongParameter
from moderation.models import CheckRule, Institute
from ui.api import DayField

PARAM = "param_"
MOST_FILE = 1_000_000
_LABELS = {
    "title_ru": _("Name of the rule, in Russian"),
    "title_en": _("Name of the rule, in English"),
    "message_ru": _("What is wrong, in Russian"),
    "message_en": _("What is wrong, in English"),
    "remedy_ru": _("How to mend it, in Russian"),
    "remedy_en": _("How to mend it, in English"),
}
_FILLED_IN = _("{what}, {number} and {limit} are filled in: what was found, how many, the limit.")


def operator_choices() -> list[tuple[str, Any]]:
    """Return the operators that a new rule can be made of."""
    return [(code, operator.label) for code, operator in OPERATORS]


class RuleForm(forms.Form):
    """Everything about one rule; ``operator`` decides which parameters it has."""

    code = forms.SlugField(
        max_length=CODE_LIMIT,
        label=_("Short name"),
        help_text=_("Small Latin letters, digits and hyphens; it cannot be changed later."),
    )
    level = forms.ChoiceField(label=_("How grave"), widget=forms.RadioSelect)
    enabled = forms.BooleanField(label=_("Switched on"), required=False)
    kinds = forms.MultipleChoiceField(
        choices=list(KIND_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Only for these kinds"),
    )
    grades = forms.TypedMultipleChoiceField(
        choices=[(grade, str(grade)) for grade in GRADES],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Only in these grades"),
        help_text=_("None chosen: in all of them."),
    )
    institute = forms.ChoiceField(required=False, label=_("Institute"))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, operator: Operator, rule: CheckRule | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.operator, self.rule = operator, rule
        choices = [pair for pair in CheckRule.Level.choices if pair[0] in operator.levels]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]
        institutes = Institute.objects.order_by("title").values_list("key", "title")
        self.fields["institute"].choices = [("", _("everywhere")), *institutes]  # type: ignore[attr-defined]
        if rule is not None:  # an institute's own rule is another rule
            self.fields["code"].disabled = self.fields["institute"].disabled = True
        for name, label in _LABELS.items():
            self.fields[name] = self._words_field(name, label)
        for param in operator.params:
            self.fields[PARAM + param.code] = param.form_field()

    def _words_field(self, name: str, label: Any) -> forms.CharField:
        if name.startswith("title"):
            return forms.CharField(label=label, max_length=TITLE_LIMIT)
        needed = name.startswith("message") and not self.operator.own_words
        return forms.CharField(
            label=label,
            max_length=WORDS_LIMIT,
            required=needed,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_FILLED_IN if name.startswith("message") else "",
        )

    def clean(self) -> dict[str, Any]:
        """Check the parameters by their types, and the rule as a whole by its format."""
        cleaned: dict[str, Any] = super().clean() or {}
        params: dict[str, Any] = {}
        for param in self.operator.params:
            if PARAM + param.code not in cleaned:
                continue
            try:
                params[param.code] = param.from_form(cleaned[PARAM + param.code])
            except WrongParameter as wrong:
                self.add_error(PARAM + param.code, str(wrong).capitalize())
        if not self.errors:
            self._read(cleaned, params)
        return cleaned

    def _read(self, cleaned: dict[str, Any], params: dict[str, Any]) -> None:
        data = {
            "id": cleaned["code"],
            **{
                name: {code: cleaned[f"{name}_{code}"] for code in LANGUAGES}
                for name in ("title", "message", "remedy")
            },
            "level": cleaned["level"],
            "enabled": cleaned["enabled"],
            "institute": cleaned["institute"] or None,
            "when": {"kinds": cleaned["kinds"], "grades": cleaned["grades"]},
            "check": {"type": self.operator.code, "params": params},
        }
        try:
            self.facts = read_rule(data)
        except WrongRule as wrong:
            for fault in wrong.faults:
                self.add_error(None, fault)

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Yield the fields under their headings, as a person thinks of them."""
        yield _("What it looks at"), [self[PARAM + param.code] for param in self.operator.params]
        yield (
            _("How grave, and where"),
            [self[name] for name in ("level", "enabled", "kinds", "grades", "institute")],
        )
        yield _("What the author reads"), [self[name] for name in _LABELS]


def initial_of(facts: RuleFacts, number: int) -> dict[str, Any]:
    """Return what the form shows of a rule."""
    operator = OPERATORS.get(facts.operator)
    words = rule_as_json(facts)
    return {
        "code": facts.code,
        "level": facts.level,
        "enabled": facts.enabled,
        "kinds": list(facts.kinds),
        "grades": list(facts.grades),
        "institute": facts.institute,
        "seen": number,
        **{
            f"{name}_{code}": words[name].get(code, "")
            for name in ("title", "message", "remedy")
            for code in LANGUAGES
        },
        **{
            PARAM + param.code: param.to_form(facts.params.get(param.code, param.default))
            for param in operator.params
        },
    }


def new_facts(operator: Operator) -> RuleFacts:
    """Return what the form of a new rule begins with."""
    empty = {"ru": "", "en": ""}
    return RuleFacts(
        "", empty, empty, empty, operator.levels[0], operator.code, operator.defaults()
    )


class TryForm(forms.Form):
    """An object to try a rule on."""

    address = forms.CharField(
        max_length=500,
        required=False,
        label=_("Address of a material or of a submission"),
        help_text=_("Open it and copy the address of the page here."),
    )


class ImportForm(forms.Form):
    """A file of rules."""

    file = forms.FileField(label=_("File of rules (JSON)"))

    def clean_file(self) -> list[RuleFacts]:
        """Return the rules, or say of each fault where it is."""
        given = self.cleaned_data["file"]
        if given.size > MOST_FILE:
            raise forms.ValidationError(_("The file is too large to be one of rules."))
        try:
            return read_rules(json.loads(given.read().decode("utf-8")))
        except WrongRule as wrong:
            raise forms.ValidationError(list(wrong.faults)) from wrong
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("The file is not JSON in UTF-8.")) from error


class PortraitForm(forms.Form):
    """The question about one photograph or recording."""

    NOBODY, CONSENT, NO_CONSENT = "nobody", "consent", "no_consent"

    answer = forms.ChoiceField(
        choices=[
            (NOBODY, _("no child can be recognised in it")),
            (CONSENT, _("children are recognisable, and their parents have agreed")),
            (NO_CONSENT, _("children are recognisable, and there is no consent yet")),
        ],
        widget=forms.RadioSelect,
        label=_("Are children recognisable in it?"),
    )
    consent_by = forms.CharField(
        max_length=200,
        required=False,
        label=_("Who recorded the consent"),
        help_text=_("This and the next two only when the parents have agreed."),
    )
    consent_on = DayField(required=False, label=_("When"))
    kept_where = forms.CharField(
        max_length=300,
        required=False,
        label=_("Where it is kept"),
        help_text=_("For example: in the school's office, folder 12."),
    )

    def clean(self) -> dict[str, Any]:
        """A consent names who, when and where."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == self.CONSENT:
            for name in ("consent_by", "consent_on", "kept_where"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Without this the consent is not recorded."))
        return cleaned
