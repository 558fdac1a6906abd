"""The states of a learning object and the declared transitions between them."""

from __future__ import annotations

from core.data import Machine, Transition
from learning_objects.data import DRAFT, IN_REVIEW, PUBLISHED, RETURNED, STATES, WITHDRAWN

WITHDRAW = "learning_objects.withdraw"

MACHINE = Machine(
    "learning_object",
    states=STATES,
    initial=DRAFT,
    transitions=[
        # The institute's own rights are checked by moderation, which alone calls these.
        Transition("start_review", (DRAFT, RETURNED, PUBLISHED, WITHDRAWN), IN_REVIEW),
        Transition("return_from_review", (IN_REVIEW,), RETURNED),
        Transition("publish", (IN_REVIEW,), PUBLISHED),
        # A recalled object goes back to what it was for the public.
        Transition("cancel_review_to_draft", (IN_REVIEW, RETURNED), DRAFT),
        Transition("cancel_review_to_published", (IN_REVIEW, RETURNED), PUBLISHED),
        Transition("cancel_review_to_withdrawn", (IN_REVIEW, RETURNED), WITHDRAWN),
        Transition("withdraw", (PUBLISHED,), WITHDRAWN, permission=WITHDRAW),
    ],
)
