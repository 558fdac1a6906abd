"""What a draft has in common with public objects: the whole, a passage, a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning_objects.api import assets_of, object_url
from learning_objects.data import INFO, WARNING
from moderation.checks.likeness import family_of, passages_of, same_pictures, twins_of
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Number
from moderation.checks.pieces import Studied

LONGEST_SHOWN = 240


def look_at_duplicates(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find public objects that say nearly the same."""
    for twin in twins_of(studied, least=params["percent"] / 100)[:3]:
        percent = str(round(twin.share * 100))
        yield Found(
            f"«{twin.title}»", percent, str(params["percent"]), "body", **_way(twin.object_uuid)
        )


def look_at_passages(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find passages that stand in public objects of others, the longest of each source."""
    for shared in passages_of(studied, least=params["words"]):
        text = shared.passage.text
        words = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rstrip() + "…"
        what = _("“%(words)s” — in “%(title)s”") % {"words": words, "title": shared.title}
        yield at(
            shared.passage.piece, what, number=str(shared.passage.words), **_way(shared.object_uuid)
        )


def look_at_pictures(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find pictures that a public object shows too."""
    shown = {pk for code, pk in assets_of(studied.content.get("body") or []) if code == "image"}
    if not shown:
        return
    found = same_pictures(shown, most=params["bits"], family=family_of(studied))
    for piece in studied.pieces:
        image = piece.value.get("image") if piece.kind == "image" else None
        if image in found:
            uuid, title = found[image]
            yield at(piece, f"«{title}»", **_way(uuid))


def _way(uuid: UUID) -> dict[str, str]:
    return {"url": object_url(uuid), "url_label": _("Look at that material")}


OPERATORS = (
    Operator(
        "duplicates",
        gettext_lazy("Duplicates of published materials"),
        gettext_lazy(
            "Compares the text with everything published; own versions and what it was made from "
            "are left out."
        ),
        look_at_duplicates,
        (
            Number(
                "percent", gettext_lazy("Equal from so many per cent on"), 60, least=40, most=100
            ),
        ),
    ),
    Operator(
        "passages",
        gettext_lazy("Passages taken from others"),
        gettext_lazy(
            "Shows the longest passage that stands word for word in a published material "
            "of somebody else."
        ),
        look_at_passages,
        (
            Number(
                "words",
                gettext_lazy("Words in a row from which on it is told"),
                8,
                least=8,
                most=200,
            ),
        ),
        levels=(INFO, WARNING),
    ),
    Operator(
        "same_pictures",
        gettext_lazy("Pictures that are published already"),
        gettext_lazy("Shows the published material that has the same picture."),
        look_at_pictures,
        (Number("bits", gettext_lazy("Bits of 64 that may differ"), 3, least=0, most=3),),
        levels=(INFO, WARNING),
    ),
)
