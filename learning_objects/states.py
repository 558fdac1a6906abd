"""The states of a learning object and the declared transitions between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from core.data import Machine, Transition
from learning_objects.data import DRAFT, IN_REVIEW, PUBLISHED, RETURNED, STATES, WITHDRAWN

if TYPE_CHECKING:
    from learning_objects.models import LearningObject

WITHDRAW = "learning_objects.withdraw"
RESTORE = "learning_objects.restore"

WITHDRAWALS = {IN_REVIEW: "withdraw_in_review", RETURNED: "withdraw_returned"}
RESTORATIONS = {IN_REVIEW: "restore_in_review", RETURNED: "restore_returned"}


def is_not_public(learning_object: LearningObject) -> str | None:
    """Refuse to withdraw what nobody outside can read."""
    return None if learning_object.is_public else gettext("It is not in the library.")


def is_withdrawn_here(learning_object: LearningObject) -> str | None:
    """Refuse to restore what is public, what never was, and what its own library withdrew."""
    if learning_object.withdrawn_at is None or learning_object.current_version_id is None:
        return gettext("It has not been withdrawn.")
    if learning_object.origin_withdrawn_at is not None:
        return gettext("The library that it comes from has withdrawn it.")
    return None


def is_received(learning_object: LearningObject) -> str | None:
    """Refuse to review what is changed in another library."""
    return gettext("It comes from another library.") if learning_object.is_received else None


def is_unfit_for_review(learning_object: LearningObject) -> str | None:
    """Refuse what is changed elsewhere, and what stands in the name of who has no contract."""
    publisher = learning_object.publisher
    if publisher is not None and not publisher.has_contract:
        return gettext("The publisher has no contract. Choose another one, or publish as yourself.")
    return is_received(learning_object)


def is_written_here(learning_object: LearningObject) -> str | None:
    """Refuse to let a package change what was written here."""
    return None if learning_object.is_received else gettext("It was written here.")


MACHINE = Machine(
    "learning_object",
    states=STATES,
    initial=DRAFT,
    transitions=[
        # The institute's own rights are checked by moderation, which alone calls these.
        Transition(
            "start_review",
            (DRAFT, RETURNED, PUBLISHED, WITHDRAWN),
            IN_REVIEW,
            guard=is_unfit_for_review,
        ),
        # An appeal: the same revision is looked at once more.
        Transition(
            "resume_review", (DRAFT, RETURNED, PUBLISHED, WITHDRAWN), IN_REVIEW, guard=is_received
        ),
        Transition("return_from_review", (IN_REVIEW,), RETURNED),
        Transition("publish", (IN_REVIEW,), PUBLISHED),
        # A recalled object goes back to what it was for the public.
        Transition("cancel_review_to_draft", (IN_REVIEW, RETURNED), DRAFT),
        Transition("cancel_review_to_published", (IN_REVIEW, RETURNED), PUBLISHED),
        Transition("cancel_review_to_withdrawn", (IN_REVIEW, RETURNED), WITHDRAWN),
        Transition("withdraw", (PUBLISHED,), WITHDRAWN, permission=WITHDRAW),
        # What the public reads can be taken away while its next version is in review.
        Transition("withdraw_in_review", (IN_REVIEW,), IN_REVIEW, WITHDRAW, is_not_public),
        Transition("withdraw_returned", (RETURNED,), RETURNED, WITHDRAW, is_not_public),
        Transition("restore", (WITHDRAWN,), PUBLISHED, RESTORE, is_withdrawn_here),
        Transition("restore_in_review", (IN_REVIEW,), IN_REVIEW, RESTORE, is_withdrawn_here),
        Transition("restore_returned", (RETURNED,), RETURNED, RESTORE, is_withdrawn_here),
        # What a package says of an object of another library.
        Transition(
            "receive_version", (DRAFT, PUBLISHED, WITHDRAWN), PUBLISHED, guard=is_written_here
        ),
        Transition(
            "receive_withdrawal", (DRAFT, PUBLISHED, WITHDRAWN), WITHDRAWN, guard=is_written_here
        ),
    ],
)
