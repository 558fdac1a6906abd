"""Two or three published objects side by side; the address says which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learning_objects import presenting
from learning_objects.comparing import MOST, Comparison, compare
from learning_objects.data import COVERS
from learning_objects.public_queries import get_version, related_to

NAMES = ("a", "b", "c")
# What a list with check boxes sends; the page's own address names each object.
CHOSEN = "o"
OFFERED = 6


@require_safe
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Compare the objects of ``?a=&b=&c=``; ``?o=`` as often as chosen leads there."""
    asked = [*_uuids(request, *NAMES), *_uuids(request, CHOSEN)]
    wanted = list(dict.fromkeys(asked))
    if CHOSEN in request.GET:
        more = {"more": 1} if len(wanted) > MOST else {}
        return redirect(address_of(wanted[:MOST], **more))
    shown = wanted[:MOST]
    comparison = compare(shown, today=localdate(), address=address_of)
    context = {
        "comparison": comparison,
        "too_many": "more" in request.GET or len(wanted) > MOST,
        "most": MOST,
        "candidates": _candidates(shown, comparison),
        "breadcrumbs": [(_("Comparison"), "")],
    }
    return render(request, "learning_objects/public/compare.html", context)


def address_of(uuids: Sequence[UUID], **more: Any) -> str:
    """Return the address of a comparison."""
    named = dict(zip(NAMES, map(str, uuids), strict=False))
    query = urlencode({**named, **more})
    return f"{reverse('learning_objects:compare')}{'?' if query else ''}{query}"


def _candidates(shown: list[UUID], comparison: Comparison) -> list[dict[str, Any]]:
    """Return what stands on the same topic as the first one, each with the way to add it."""
    here = [column.uuid for column in comparison.columns]
    version = get_version(uuid=here[0]) if 0 < len(here) < MOST else None
    if version is None or not any(topic.relation == COVERS for topic in version.topics):
        return []
    return [
        {"hit": presenting.hit_of(card), "url": address_of([*here, card.object_uuid])}
        for card in related_to(version, OFFERED)
        if card.object_uuid not in here
    ]


def _uuids(request: HttpRequest, *names: str) -> list[UUID]:
    found = []
    for text in (text for name in names for text in request.GET.getlist(name)):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
