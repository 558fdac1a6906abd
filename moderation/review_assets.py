"""Experts may open the documents of what they review, and nobody exchanges them meanwhile."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accounts.api import may
from learning_objects.api import assets_of, revision_contents
from media_pipeline.api import MediaImage
from moderation import data
from moderation.comparison import last_reviewed
from moderation.models import Submission
from moderation.queries import content_of
from moderation.rules import SEE, SEE_QUEUE


def stands_in_a_review_of(user: Any, asset: Any) -> bool:
    """Say whether ``asset`` stands in a waiting submission that ``user`` may review.

    Uploads belong to one person, so only that person's waiting submissions are looked through.
    """
    if not may(user, SEE_QUEUE):
        return False
    waiting = _submissions_of_the_uploader(asset, data.OPEN_STATES)
    return any(
        may(user, SEE, submission) and (_shows(submission, asset) or _was_shown(submission, asset))
        for submission in waiting
    )


def is_being_reviewed(asset: Any) -> bool:
    """Say whether ``asset`` stands in what the institute has in hand now.

    After a return the draft is the author's again, and so are its files.
    """
    waiting = _submissions_of_the_uploader(asset, data.WAITING_STATES)
    return any(_shows(submission, asset) for submission in waiting)


def _submissions_of_the_uploader(asset: Any, states: tuple[str, ...]) -> QuerySet[Submission]:
    return Submission.objects.filter(
        state__in=states, learning_object__authorships__user_id=asset.uploaded_by_user_id
    )


def _shows(submission: Submission, asset: Any) -> bool:
    return _stands_in(content_of(submission), asset)


def _was_shown(submission: Submission, asset: Any) -> bool:
    """Say whether the last reviewed draft had it: an expert compares the two."""
    last = last_reviewed(submission)
    contents = revision_contents(revision_ids=[last] if last else [])
    return any(_stands_in(content, asset) for content in contents.values())


def _stands_in(content: dict[str, Any], asset: Any) -> bool:
    wanted = ("image" if isinstance(asset, MediaImage) else "document", asset.pk)
    return wanted in assets_of(content["body"])
