"""The list of the bank with its filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from accounts.api import User, may
from assessment.data import EASIEST, HARDEST, ItemFilter
from assessment.interaction_names import INTERACTION_NAMES, names_of
from assessment.models import BankItem
from assessment.queries import list_items
from assessment.rules import ADD_ITEM
from assessment.views.access import for_colleagues, home_crumb
from framework.api import get_tree, node_label
from ui.api import subject_hue

PAGE_SIZE = 20
WHOSE = [
    ("", gettext_lazy("all that I see")),
    ("own", gettext_lazy("mine")),
    ("shared", gettext_lazy("shared with me by name")),
]


class FilterForm(forms.Form):
    """What the list is narrowed by; what is not understood narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    subject = forms.TypedChoiceField(
        label=gettext_lazy("Subject"), coerce=UUID, required=False, empty_value=None
    )
    grade = forms.TypedChoiceField(
        label=gettext_lazy("Grade"), coerce=int, required=False, empty_value=None
    )
    interaction = forms.ChoiceField(label=gettext_lazy("Kind of question"), required=False)
    difficulty = forms.TypedChoiceField(
        label=gettext_lazy("Difficulty"), coerce=int, required=False, empty_value=None
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    whose = forms.ChoiceField(label=gettext_lazy("Whose"), choices=WHOSE, required=False)
    tag = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    topic = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = get_tree()
        any_of = ("", pgettext("filter of items", "any"))
        subjects = [(str(uuid), str(node_label(tree.nodes[uuid]))) for uuid in tree.subjects]
        numbers = [(str(n), str(n)) for n in range(1, 12)]
        self._offer("subject", [any_of, *subjects])
        self._offer("grade", [any_of, *numbers])
        self._offer("difficulty", [any_of, *numbers[EASIEST - 1 : HARDEST]])
        self._offer("status", [any_of, *BankItem.Status.choices])
        self._offer("interaction", [any_of, *INTERACTION_NAMES.items()])

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def read_filter(self) -> ItemFilter:
        """Return the filter of what is understood."""
        self.is_valid()
        facts = {name: value for name, value in self.cleaned_data.items() if value}
        return ItemFilter(text=facts.pop("q", ""), **facts)


@for_colleagues
@require_safe
def items(request: HttpRequest, user: User) -> HttpResponse:
    """Show the items that the person may see with their keys."""
    form = FilterForm(request.GET)
    wanted = form.read_filter()
    found = list_items(user, wanted).prefetch_related("tags")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "lines": [{**line_of(row), "tags": [tag.text for tag in row.tags.all()]} for row in page],
        "is_narrowed": wanted != ItemFilter(),
        "is_filtered": replace(wanted, text="", tag="", topic=None) != ItemFilter(),
        "may_add": may(user, ADD_ITEM),
        "tag": wanted.tag,
        "crumbs": [home_crumb(here=True)],
    }
    return render(request, "assessment/items.html", context)


def line_of(row: BankItem) -> dict[str, Any]:
    """Return an item as lists and heads of pages show it; no query while the tree is warm."""
    tree = get_tree()
    subject = tree.get(row.subject_uuid) if row.subject_uuid else None
    return {
        "row": row,
        "subject": node_label(subject) if subject else "",
        "hue": subject_hue(subject.key) if subject else None,
        "kinds": names_of(row.interactions),
        "points": row.points.normalize(),
        "tone": {"ready": "success", "retired": "neutral"}.get(row.status, "info"),
        "status": row.get_status_display(),
    }
