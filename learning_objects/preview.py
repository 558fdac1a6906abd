"""Previews of a draft: as the board, the pupil's tablet, the phone and the public page show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

    from learning_objects.models import LearningObject

PREVIEW_MODES = [
    ("page", _("Page in the library")),
    ("board", _("Board")),
    ("tablet", _("Pupil's tablet")),
    ("phone", _("Phone")),
]


def get_preview_template(mode: str) -> str:
    """Return the template of a preview mode."""
    return f"learning_objects/preview/{mode}.html"


def get_preview_context(
    learning_object: LearningObject, request: HttpRequest, mode: str
) -> dict[str, Any]:
    """Return the template context of a preview mode."""
    return {"object": learning_object, "mode": mode, "request": request}
