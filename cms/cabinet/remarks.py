"""What the expert asks for, as the author meets it on the latest draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from learning_objects.api import LearningObject
from moderation.api import carry_remarks, in_reading_order
from moderation.data import RemarkView


def remarks_on_draft(
    found: LearningObject, remarks: Iterable[RemarkView], content: dict[str, Any]
) -> tuple[RemarkView, ...]:
    """Return the remarks in reading order, each with what the author has done to its place since.

    ``content`` is that of the latest draft.
    """
    draft = found.latest_revision_id or 0
    return in_reading_order(carry_remarks(remarks, revision_id=draft, content=content), content)
