"""Long queues past the actions, for measurements and for plans of queries."""

from __future__ import annotations

from datetime import datetime, timedelta

from learning_objects.api import LearningObject
from moderation.api import ensure_central_institute
from moderation.models import Submission
from tests.factories.people import make_user

BATCH = 5_000


def fill(*, waiting: int, closed: int = 0, now: datetime) -> None:
    """Put ``waiting`` submissions into the queue beside ``closed`` approved ones, in bulk."""
    institute, author, expert = (
        ensure_central_institute(),
        make_user("author"),
        make_user("moderator"),
    )
    for start in range(0, waiting + closed, BATCH):
        numbers = range(start, min(start + BATCH, waiting + closed))
        objects = LearningObject.objects.bulk_create(
            LearningObject(title=f"Урок {n}", kind="scenario", created_at=now, changed_at=now)
            for n in numbers
        )
        Submission.objects.bulk_create(
            Submission(
                learning_object=item,
                object_uuid=item.uuid,
                institute=institute,
                kind="scenario",
                title=item.title,
                search_text=item.title.lower(),
                revision_id=1,
                submitted_by=author,
                submitted_at=now - timedelta(minutes=number),
                due_at=now + timedelta(days=number % 9 - 1),
                grade=number % 11 + 1,
                state="queued" if number < waiting else "approved",
                decided_by=None if number < waiting else expert,
                decided_at=None if number < waiting else now,
            )
            for number, item in zip(numbers, objects, strict=True)
        )
