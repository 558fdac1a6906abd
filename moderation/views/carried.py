"""Which remarks the review screen lists: all, the open ones, those whose place nobody touched."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from moderation.data import UNSETTLED, RemarkView
from moderation.models import Submission
from moderation.since import UNCHANGED

ALL = "all"
OPEN = "open"
# The value in the address and the name of each choice.
CHOICES = {ALL: _("All"), OPEN: _("Open"), UNCHANGED: _("Untouched")}


def asked(request: HttpRequest) -> str:
    """Return which remarks the address asks for; an unknown value asks for all."""
    value = request.GET.get("remarks", ALL)
    return value if value in CHOICES else ALL


def chosen(remarks: Sequence[RemarkView], which: str) -> tuple[RemarkView, ...]:
    """Return those of the remarks that were asked for."""
    if which == ALL:
        return tuple(remarks)
    unsettled = (remark for remark in remarks if remark.state in UNSETTLED)
    if which == OPEN:
        return tuple(unsettled)
    return tuple(item for item in unsettled if item.since and item.since.state == UNCHANGED)


def remark_tabs(
    request: HttpRequest, found: Submission, remarks: Sequence[RemarkView]
) -> list[tuple[object, str, bool, int]]:
    """Return the choices as the tabs component shows them; none when there is nothing to choose."""
    if not remarks:
        return []
    view, here = request.GET.get("view", "page"), asked(request)
    address = reverse("moderation:submission", args=[found.uuid])
    return [
        (
            label,
            f"{address}?view={view}&remarks={code}#remarks",
            code == here,
            len(chosen(remarks, code)),
        )
        for code, label in CHOICES.items()
    ]
