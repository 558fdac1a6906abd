"""Who may offer, answer and publish in whose name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import is_administrator, register_rule
from learning_objects.authoring import AnsweringOffer
from learning_objects.data import IN_REVIEW
from learning_objects.offer_states import ANSWER, TAKE_BACK_OFFER
from learning_objects.rules import may_create, may_manage_authors, may_own

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.models import LearningObject

    Person = User | AnonymousUser

OFFER = "learning_objects.offer"
SEE_OFFER = "learning_objects.see_offer"
LEAVE = "learning_objects.leave"
SET_PUBLISHER = "learning_objects.set_publisher"
MANAGE_PUBLISHERS = "learning_objects.manage_publishers"


def register_author_rules() -> None:
    """Register the rules of this module."""
    register_rule(OFFER, may_manage_authors)
    register_rule(ANSWER, may_answer_offer)
    register_rule(TAKE_BACK_OFFER, may_take_back_offer)
    register_rule(SEE_OFFER, may_see_offer)
    register_rule(LEAVE, may_leave)
    register_rule(SET_PUBLISHER, may_manage_authors)
    register_rule(MANAGE_PUBLISHERS, may_manage_publishers)


def may_answer_offer(user: Person, answering: AnsweringOffer) -> bool:
    """The one to whom it is offered, while they may write at all."""
    return answering.offer.offered_to_id == user.pk and may_create(user)


def may_take_back_offer(user: Person, answering: AnsweringOffer) -> bool:
    """The owner of the object, who need not be the one who offered."""
    return may_own(user, answering.offer.learning_object)


def may_see_offer(user: Person, answering: AnsweringOffer) -> bool:
    """The two sides, and the owner of the object."""
    offer = answering.offer
    sides = (offer.offered_to_id, offer.offered_by_id)
    return user.pk in sides or may_take_back_offer(user, answering)


def may_leave(user: Person, obj: LearningObject) -> bool:
    """A co-author takes their own name off, but not during a review; an owner hands over first."""
    from learning_objects.queries import is_author, is_owner

    return is_author(user, obj) and not is_owner(user, obj) and obj.state != IN_REVIEW


def may_manage_publishers(user: Person, obj: Any = None) -> bool:
    """Administrators write down who has a contract with the library."""
    return is_administrator(user)
