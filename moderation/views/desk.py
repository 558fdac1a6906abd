"""The expert's desk beside the material: the remarks, and the form for a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from moderation import api
from moderation.comparison import sort_by_place
from moderation.data import CLAIMED, MUST, UNSETTLED, RemarkView
from moderation.forms import RemarkForm
from moderation.models import Submission
from moderation.moments import recordings_of
from moderation.places import anchors, outline
from moderation.views.access import signed_in
from moderation.views.carried import asked, chosen, remark_tabs

PAGE = "page"


def remark_context(
    request: HttpRequest,
    found: Submission,
    content: dict[str, Any],
    form: RemarkForm | None = None,
) -> dict[str, Any]:
    """Return what the list of remarks and their form need."""
    person, view = signed_in(request), request.GET.get("view", PAGE)
    masks = api.masks_of(found.object_uuid, seen_by=person)
    said = api.remarks_of([found], seen_by=person, masks=masks)
    remarks = api.carry_remarks(said, revision_id=found.revision_id, content=content)
    working = found.state == CLAIMED and found.claimed_by_id == person.pk
    order = [place.block or place.field for place in outline(content)]
    here = reverse("moderation:submission", args=[found.uuid])
    return {
        "submission": found,
        "working": working,
        "remark_groups": group_remarks(chosen(remarks, asked(request)), order),
        "remark_tabs": remark_tabs(request, found, remarks),
        # Adding a remark brings the list back, which must answer the same choices.
        "remark_query": f"?view={view}&remarks={asked(request)}",
        # The teacher's view has every place; the other ones only what is shown there.
        "places_address": "" if view == PAGE else f"{here}?view={PAGE}",
        "open_musts": sum(
            1 for item in remarks if item.severity == MUST and item.state in UNSETTLED
        ),
        "remark_form": form or (remark_form(request, found, content) if working else None),
    }


def remark_form(
    request: HttpRequest, found: Submission, content: dict[str, Any], typed: Any = None
) -> RemarkForm:
    """Return the form of a remark with the places of ``content`` and the expert's ready texts."""
    return RemarkForm(
        typed,
        places=anchors(content),
        texts=api.texts_of(signed_in(request), kind=found.kind),
        recordings=recordings_of(found.kind, content),
        initial={"place": request.GET.get("place", "")},
    )


def group_remarks(
    remarks: tuple[RemarkView, ...], order: list[str]
) -> list[tuple[str, list[RemarkView]]]:
    """Return (place in words, its remarks) in reading order; places that are gone come last."""
    groups: dict[str, list[RemarkView]] = {}
    for remark in sort_by_place(remarks, order):
        groups.setdefault(remark.block or remark.field, []).append(remark)
    return [(group[0].place, group) for group in groups.values()]
