"""Children in photographs and recordings: what the author said. Nobody's face is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Choice, Choices
from moderation.checks.pieces import Studied
from moderation.checks.portraits import (
    IMAGES,
    RECORDINGS,
    UNANSWERED,
    WITHOUT_CONSENT,
    Shown,
    missing_of,
    shown_in,
)
from moderation.models import Portrait


def look_at_portraits(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find what nobody was asked about yet, or what needs a consent; two queries."""
    shown = [item for item in shown_in(studied) if item.kind in params["of"]]
    missing = missing_of(shown, told_of(shown))
    way = _way(studied)
    for item in shown:
        if missing[item.key] == params["find"]:
            yield at(item.piece, item.words, **way)


def told_of(shown: Iterable[Shown]) -> dict[str, Portrait]:
    """Return the answers that were given, by key; one query, none without pictures."""
    keys = [item.key for item in shown]
    if not keys:
        return {}
    return {item.key: item for item in Portrait.objects.filter(key__in=keys)}


def _way(studied: Studied) -> dict[str, str]:
    if studied.object_uuid is None:
        return {}
    address = reverse("moderation:portraits", args=[studied.object_uuid])
    return {"url": address, "url_label": _("Say who is in it")}


OPERATORS = (
    Operator(
        "portraits",
        gettext_lazy("Children in photographs and recordings"),
        gettext_lazy(
            "The author is asked of each photograph and recording whether children are "
            "recognisable, and for the consent: who recorded it, when, where it is kept."
        ),
        look_at_portraits,
        (
            Choice(
                "find",
                gettext_lazy("What to find"),
                UNANSWERED,
                options=(
                    (UNANSWERED, gettext_lazy("those of which the author has said nothing yet")),
                    (
                        WITHOUT_CONSENT,
                        gettext_lazy("recognisable children without a recorded consent"),
                    ),
                ),
            ),
            Choices(
                "of",
                gettext_lazy("Among"),
                [IMAGES, RECORDINGS],
                options=(
                    (IMAGES, gettext_lazy("photographs")),
                    (RECORDINGS, gettext_lazy("links to videos and sound")),
                ),
            ),
        ),
    ),
)
