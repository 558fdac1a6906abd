"""The states of an invitation and of a transfer."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext

from core.data import Machine, Transition
from learning_objects.authoring import (
    ACCEPTED,
    DECLINED,
    EXPIRED,
    OFFER_STATES,
    OFFER_WITHDRAWN,
    OFFERED,
    TRANSFER,
    AnsweringOffer,
)
from learning_objects.data import IN_REVIEW

ANSWER = "learning_objects.answer_offer"
TAKE_BACK_OFFER = "learning_objects.take_back_offer"

# How long an offer waits for an answer.
OFFER_LASTS = timedelta(days=30)


def is_unanswerable(answering: AnsweringOffer) -> str | None:
    """Refuse a yes while an expert reads the object, when it is too late, or from a former owner.

    What is published names those whom the expert saw, and who is made an author may not decide:
    nobody may shut an expert out in the middle of a review.
    """
    offer = answering.offer
    if answering.now >= offer.expires_at:
        return gettext("The offer has ended. Ask for a new one.")
    if offer.learning_object.state == IN_REVIEW:
        return gettext("It is being reviewed; say yes when there is a decision.")
    if offer.kind == TRANSFER and not _is_owners(offer):
        return gettext("Whoever offered it does not own it any more.")
    return None


def _is_owners(offer: object) -> bool:
    from learning_objects.queries import is_owner

    return is_owner(offer.offered_by, offer.learning_object)  # type: ignore[attr-defined]


def is_not_over(answering: AnsweringOffer) -> str | None:
    """Let time alone end an offer."""
    is_over = answering.now >= answering.offer.expires_at
    return None if is_over else gettext("There is still time to answer.")


MACHINE = Machine(
    "author_offer",
    states=OFFER_STATES,
    initial=OFFERED,
    transitions=[
        Transition("accept", (OFFERED,), ACCEPTED, ANSWER, is_unanswerable),
        Transition("decline", (OFFERED,), DECLINED, ANSWER),
        Transition("withdraw", (OFFERED,), OFFER_WITHDRAWN, TAKE_BACK_OFFER),
        Transition("expire", (OFFERED,), EXPIRED, None, is_not_over),
    ],
)
