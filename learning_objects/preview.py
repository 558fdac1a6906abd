"""Previews of a draft: as the board, the pupil's tablet, the phone and the public page show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learning_objects.content import content_of_data
from learning_objects.data import MODES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from learning_objects.models import LearningObject

PREVIEW_MODES = list(MODES.items())


def get_preview_template(mode: str) -> str:
    """Return the template of a preview mode."""
    return f"learning_objects/preview/{mode}.html"


def get_preview_context(
    learning_object: LearningObject, request: HttpRequest, mode: str
) -> dict[str, Any]:
    """Return the template context of a preview mode: the draft's content as plain data.

    The object may be unsaved form input, so its own serialised form is read, not a revision.
    """
    return {
        "object": learning_object,
        "mode": mode,
        "request": request,
        "content": content_of_data(learning_object.serializable_data()),
    }
