"""Suggestions, made as people make them."""

from __future__ import annotations

from accounts.api import User
from core.api import now
from learning_objects.api import get_object, suggest_edit
from learning_objects.models import LearningObject, Suggestion


def propose(
    made: LearningObject, by: User, *, key: str = "outcome", new: str = "Найду сопротивление."
) -> Suggestion:
    """``by`` proposes ``new`` for the place ``key`` of the published object."""
    found = get_object(uuid=made.uuid)
    assert found
    return suggest_edit(
        learning_object=found, key=key, new=new, reason="Так яснее", by=by, now=now()
    )
