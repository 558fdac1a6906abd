"""Experts may open the documents of what they review."""

from __future__ import annotations

from typing import Any

from accounts.api import may
from learning_objects.api import assets_of, revision_content
from media_pipeline.api import MediaImage
from moderation import data
from moderation.models import Submission
from moderation.rules import SEE, SEE_QUEUE


def stands_in_a_review_of(user: Any, asset: Any) -> bool:
    """Say whether ``asset`` stands in a waiting submission that ``user`` may review.

    Uploads belong to one person, so only that person's waiting submissions are looked through.
    """
    if not may(user, SEE_QUEUE):
        return False
    wanted = ("image" if isinstance(asset, MediaImage) else "document", asset.pk)
    waiting = Submission.objects.filter(
        state__in=data.OPEN_STATES,
        learning_object__authorships__user_id=asset.uploaded_by_user_id,
    )
    return any(
        may(user, SEE, submission)
        and wanted in assets_of(revision_content(revision_id=submission.revision_id)["body"])
        for submission in waiting[:50]
    )
