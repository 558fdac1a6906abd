"""Forms of the management of institutes. They check what was typed; actions decide the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_user_by_login
from framework.api import get_tree, node_label
from moderation.actions.rubrics import MOST_CRITERIA
from moderation.institutes.criteria import give_codes
from moderation.institutes.zones import ZONE_LABELS
from moderation.models import Institute

LINE = 300
MORE_ROWS = 2


class InstituteForm(forms.Form):
    """The facts of an institute."""

    title = forms.CharField(
        max_length=255,
        label=_("Title"),
        help_text=_("It stands under every material that the institute publishes."),
    )
    time_zone = forms.ChoiceField(
        choices=list(ZONE_LABELS.items()),
        required=False,
        label=_("Time zone"),
        help_text=_("Deadlines end with the day in this zone."),
    )
    subjects = forms.TypedMultipleChoiceField(
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Subjects"),
        help_text=_("Works in other subjects go to the central institute. None ticked: all."),
    )
    is_open = forms.BooleanField(required=False, label=_("Takes new works"))

    def __init__(self, *args: Any, institute: Institute | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = get_tree()
        named = [(str(uuid), node_label(tree.nodes[uuid])) for uuid in tree.subjects]
        self.fields["subjects"].choices = sorted(  # type: ignore[attr-defined]
            named, key=lambda pair: pair[1]
        )
        if institute is None:
            del self.fields["is_open"]
        elif not institute.is_regional:  # it takes what nobody else takes
            del self.fields["is_open"], self.fields["subjects"]

    def facts(self) -> dict[str, Any]:
        """Return the keyword arguments of ``change_institute``."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "time_zone": given["time_zone"],
            "subjects": given.get("subjects", []),
            "is_open": given.get("is_open", True),
        }


class RuleForm(forms.Form):
    """How one kind is reviewed."""

    second_reader = forms.BooleanField(
        required=False,
        label=_("Blind second review"),
        help_text=_("Two experts vote without knowing of each other; a third settles a split."),
    )
    technical = forms.BooleanField(
        required=False,
        label=_("Linguistic and technical review"),
        help_text=_("Another expert looks at language and workmanship after the methodical step."),
    )
    panel = forms.TypedChoiceField(
        coerce=int,
        choices=[(1, _("one other expert")), (3, _("three experts who vote"))],
        widget=forms.RadioSelect,
        label=_("Who hears an appeal"),
    )
    days = forms.IntegerField(
        min_value=1,
        max_value=60,
        label=_("Working days for a review"),
        help_text=_("The clock stands while the author revises."),
    )


class PersonForm(forms.Form):
    """A person by login."""

    login = forms.CharField(max_length=150, label=_("Login"))

    def clean_login(self) -> User:
        """Return the person with this login."""
        found = get_user_by_login(self.cleaned_data["login"].strip())
        if found is None:
            raise forms.ValidationError(_("Nobody has this login. Look at the spelling."))
        return found


class CriterionForm(forms.Form):
    """One criterion of a rubric in both languages."""

    code = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    ru = forms.CharField(max_length=LINE, label=_("What has to hold, in Russian"))
    en = forms.CharField(max_length=LINE, label=_("What has to hold, in English"))
    fault_ru = forms.CharField(max_length=LINE, label=_("What the author is told, in Russian"))
    fault_en = forms.CharField(max_length=LINE, label=_("What the author is told, in English"))
    hint_ru = forms.CharField(max_length=LINE, required=False, label=_("How to look, in Russian"))
    hint_en = forms.CharField(max_length=LINE, required=False, label=_("How to look, in English"))


class BaseRubricFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """All criteria of a rubric; they can be ordered and removed."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the fields that Django adds."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place in the list")
        form.fields["DELETE"].label = _("Remove this criterion")

    def criteria(self, *, known: Iterable[str]) -> list[dict[str, Any]]:
        """Return the criteria in their order; new ones get a code that is not ``known``."""
        return give_codes((form.cleaned_data for form in self.ordered_forms), known=known)


RubricFormSet = forms.formset_factory(
    CriterionForm,
    formset=BaseRubricFormSet,
    extra=MORE_ROWS,
    can_delete=True,
    can_order=True,
    max_num=MOST_CRITERIA,
    validate_max=True,
    absolute_max=MOST_CRITERIA + MORE_ROWS,
)
