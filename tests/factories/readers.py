"""Teachers who rate, and what they say."""

from __future__ import annotations

from uuid import UUID

from accounts.api import User
from core.api import now
from learning_objects.api import get_object, rate_object
from learning_objects.models import LearningObject, Rating
from tests.factories.people import make_user


def object_of(uuid: UUID) -> LearningObject:
    """The object, which must be there."""
    found = get_object(uuid=uuid)
    assert found is not None
    return found


def rate(uuid: UUID, stars: int = 5, text: str = "Удобно.", by: User | None = None) -> Rating:
    """A rating by ``by``, or by a new teacher."""
    teacher = by or make_user("teacher")
    return rate_object(
        learning_object=object_of(uuid), stars=stars, text=text, by=teacher, now=now()
    )
