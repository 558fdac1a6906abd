"""Asking a colleague to be a co-author or to take an object over, and their answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.api import User, may, require
from learning_objects.actions.authors import hand_over_ownership, join_authors, note_authors
from learning_objects.author_rules import OFFER
from learning_objects.authoring import INVITE, OFFER_KINDS, OFFERED, TRANSFER, AnsweringOffer
from learning_objects.models import AuthorOffer, LearningObject
from learning_objects.offer_states import ANSWER, MACHINE, OFFER_LASTS, TAKE_BACK_OFFER
from learning_objects.queries import is_author, is_owner
from notices.api import notify

MOST_OPEN_OFFERS = 20
MESSAGE_LIMIT = 500


class CannotBeAsked(Exception):
    """The person may not write, is suspended, or has that part already."""


class AlreadyOffered(Exception):
    """An offer to this person waits for an answer, or a transfer to anybody."""


class TooManyOffers(Exception):
    """So many colleagues have not answered that nobody else is asked for now."""


@transaction.atomic
def offer_part(
    *, learning_object: LearningObject, kind: str, to: User, message: str, by: User, now: datetime
) -> AuthorOffer:
    """Ask ``to`` to be a co-author (``INVITE``) or the owner (``TRANSFER``); both are told.

    Raises ``NotAllowed`` unless ``by`` owns it and nobody reviews it, :class:`CannotBeAsked`,
    :class:`AlreadyOffered`, :class:`TooManyOffers`.
    """
    if kind not in OFFER_KINDS:
        raise ValueError(f"unknown kind of offer {kind!r}")
    fresh = _locked(learning_object.pk)
    require(by, OFFER, fresh)
    if not _may_be_asked(fresh, kind, to):
        raise CannotBeAsked
    expire_offers(now=now, learning_object=fresh)
    waiting = AuthorOffer.objects.filter(learning_object=fresh, state=OFFERED)
    same = waiting.filter(offered_to=to)
    if same.exists() or (kind == TRANSFER and waiting.filter(kind=TRANSFER).exists()):
        raise AlreadyOffered
    if waiting.count() >= MOST_OPEN_OFFERS:
        raise TooManyOffers
    made = AuthorOffer.objects.create(
        learning_object=fresh,
        kind=kind,
        offered_by=by,
        offered_to=to,
        message=message.strip()[:MESSAGE_LIMIT],
        created_at=now,
        expires_at=now + OFFER_LASTS,
    )
    note_authors(f"learning_objects.offer_{kind}", fresh, to, by, now)
    _notify([to], "offered", made, now)
    return made


@transaction.atomic
def accept_offer(*, offer: AuthorOffer, by: User, now: datetime) -> AuthorOffer:
    """Become a co-author or the owner. Raises ``TransitionRefused``, with the reason in words."""
    fresh = _checked("accept", ANSWER, offer, by, now)
    learning_object = fresh.learning_object
    if fresh.kind == INVITE:
        join_authors(learning_object, by)
        note_authors("learning_objects.add_coauthor", learning_object, by, by, now)
    else:
        hand_over_ownership(learning_object, fresh.offered_by, by)
        note_authors("learning_objects.transfer", learning_object, by, by, now)
    return _end(fresh, "accept", now, tell=[fresh.offered_by])


@transaction.atomic
def decline_offer(*, offer: AuthorOffer, by: User, now: datetime) -> AuthorOffer:
    """Say no; whoever offered is told. Raises ``TransitionRefused``."""
    fresh = _checked("decline", ANSWER, offer, by, now)
    note_authors("learning_objects.decline_offer", fresh.learning_object, by, by, now)
    return _end(fresh, "decline", now, tell=[fresh.offered_by])


@transaction.atomic
def withdraw_offer(*, offer: AuthorOffer, by: User, now: datetime) -> AuthorOffer:
    """Take an unanswered offer back, as the owner. Raises ``TransitionRefused``."""
    fresh = _checked("withdraw", TAKE_BACK_OFFER, offer, by, now)
    note_authors(
        "learning_objects.withdraw_offer", fresh.learning_object, fresh.offered_to, by, now
    )
    return _end(fresh, "withdraw", now, tell=[fresh.offered_to])


@transaction.atomic
def expire_offers(*, now: datetime, learning_object: LearningObject | None = None) -> int:
    """End the offers whose time is over, at most 500, and tell who made them; return how many."""
    found = AuthorOffer.objects.filter(state=OFFERED, expires_at__lte=now)
    if learning_object is not None:
        found = found.filter(learning_object=learning_object)
    rows = found.select_for_update(of=("self",)).select_related("learning_object", "offered_by")
    ended = 0
    for offer in rows.order_by("expires_at", "pk")[:500]:
        MACHINE.check("expire", state=offer.state, subject=AnsweringOffer(offer, now))
        _end(offer, "expire", now, tell=[offer.offered_by])
        ended += 1
    return ended


def _may_be_asked(learning_object: LearningObject, kind: str, to: User) -> bool:
    if not to.is_active or not may(to, "learning_objects.create"):
        return False
    has_it = is_owner if kind == TRANSFER else is_author
    return not has_it(to, learning_object)


def _locked(pk: int) -> LearningObject:
    found: LearningObject = LearningObject.objects.select_for_update(of=("self",)).get(pk=pk)
    return found


def _checked(
    transition: str, right: str, offer: AuthorOffer, by: User, now: datetime
) -> AuthorOffer:
    # The object first, as every action locks it before what hangs on it.
    learning_object = _locked(offer.learning_object_id)
    rows = AuthorOffer.objects.select_for_update(of=("self",))
    fresh = rows.select_related("offered_by", "offered_to").get(pk=offer.pk)
    fresh.learning_object = learning_object
    answering = AnsweringOffer(fresh, now)
    allowed = may(by, right, answering)
    MACHINE.check(transition, state=fresh.state, subject=answering, allowed=allowed)
    return fresh


def _end(fresh: AuthorOffer, transition: str, now: datetime, *, tell: list[User]) -> AuthorOffer:
    fresh.state = MACHINE.transition(transition).target
    fresh.answered_at = now
    fresh.save(update_fields=["state", "answered_at"])
    _notify(tell, fresh.state, fresh, now)
    return fresh


def _notify(people: list[User], what: str, offer: AuthorOffer, now: datetime) -> None:
    notify(
        recipients=people,
        code=f"learning_objects.{offer.kind}_{what}",
        data={"title": offer.learning_object.draft_title},
        url=reverse("cabinet:offer", args=[offer.uuid]),
        now=now,
        dedupe=f"learning_objects.offer:{offer.uuid}:{what}",
    )
