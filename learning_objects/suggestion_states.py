"""The states of a suggestion, and who may stand in for an author that does not answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from core.data import Machine, Registry, Transition
from learning_objects.authoring import (
    ACCEPTED,
    DECLINED,
    OPEN,
    SUGGESTION_STATES,
    TAKEN_BACK,
    Answering,
)
from learning_objects.data import IN_REVIEW

if TYPE_CHECKING:
    from accounts.api import User
    from learning_objects.models import LearningObject

DECIDE = "learning_objects.decide_suggestion"
TAKE_BACK = "learning_objects.take_back_suggestion"

# How long an author is waited for before others may answer.
PATIENCE = timedelta(days=30)

# Without an object it says whether the person stands in at all.
StandIn = Callable[["User", "LearningObject | None"], bool]
stand_ins: Registry[StandIn] = Registry("who answers suggestions instead of silent authors")


def register_stand_in(code: str, rule: StandIn) -> None:
    """Let an upper package name people who answer when the author has been silent too long."""
    stand_ins.register(code, rule)


def is_frozen(answering: Answering) -> str | None:
    """Refuse to change a draft that an expert is reading."""
    if answering.suggestion.learning_object.state != IN_REVIEW:
        return None
    return gettext("It is being reviewed; accept the suggestion when there is an answer.")


MACHINE = Machine(
    "suggestion",
    states=SUGGESTION_STATES,
    initial=OPEN,
    transitions=[
        Transition("accept", (OPEN,), ACCEPTED, DECIDE, is_frozen),
        Transition("decline", (OPEN,), DECLINED, DECIDE),
        Transition("take_back", (OPEN,), TAKEN_BACK, TAKE_BACK),
    ],
)
