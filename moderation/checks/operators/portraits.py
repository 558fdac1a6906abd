"""Photographs of children: what the author said of each picture. Nobody's face is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning_objects.api import assets_of
from media_pipeline.api import get_assets
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Choice
from moderation.checks.pieces import Studied
from moderation.models import Portrait

UNANSWERED, WITHOUT_CONSENT = "unanswered", "without_consent"


def look_at_portraits(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find pictures of which nobody said whether children are in them, or that need a consent."""
    wanted = params["find"]
    states = portrait_states(studied.content.get("body") or [])
    way = _way(studied)
    for piece in studied.pieces:
        image = piece.value.get("image") if piece.kind == "image" else None
        if image is not None and states.get(image) == wanted:
            yield at(piece, (piece.value.get("alt") or "")[:60], **way)


def portrait_states(body: Any) -> dict[int, str]:
    """Return for every photograph of ``body`` what is missing, "" when nothing is; two queries.

    Drawings (SVG) show nobody. A picture whose file was exchanged is asked about anew.
    """
    ids = {pk for code, pk in assets_of(body) if code == "image"}
    if not ids:
        return {}
    images = get_assets(code="image", ids=ids)
    told = {item.image_id: item for item in Portrait.objects.filter(image_id__in=ids)}
    return {
        pk: _missing(image, told.get(pk))
        for pk, image in images.items()
        if not str(image.file.name).lower().endswith(".svg")
    }


def _missing(image: Any, portrait: Portrait | None) -> str:
    if portrait is None or portrait.file_hash != image.file_hash:
        return UNANSWERED
    return WITHOUT_CONSENT if portrait.recognisable and not portrait.consent_by else ""


def _way(studied: Studied) -> dict[str, str]:
    if studied.object_uuid is None:
        return {}
    address = reverse("moderation:portraits", args=[studied.object_uuid])
    return {"url": address, "url_label": _("Say who is in the pictures")}


OPERATORS = (
    Operator(
        "portraits",
        gettext_lazy("Children in photographs"),
        gettext_lazy(
            "The author is asked of each photograph whether children are recognisable, and for the "
            "consent: who recorded it, when, where it is kept."
        ),
        look_at_portraits,
        (
            Choice(
                "find",
                gettext_lazy("What to find"),
                UNANSWERED,
                options=(
                    (
                        UNANSWERED,
                        gettext_lazy("photographs of which the author has said nothing yet"),
                    ),
                    (
                        WITHOUT_CONSENT,
                        gettext_lazy("recognisable children without a recorded consent"),
                    ),
                ),
            ),
        ),
    ),
)
