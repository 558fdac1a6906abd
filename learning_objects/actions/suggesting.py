"""Proposing a change to another's published object, and answering the proposal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from wagtail.models import Revision

from accounts.api import User, may, require
from core.api import emit, record
from learning_objects.actions.creation import OBJECT
from learning_objects.actions.drafts import date_revision, draft_from, fill_draft
from learning_objects.authoring import ACCEPTED, OPEN, SUGGESTED_TOPIC, SUGGESTION_TOPIC, Answering
from learning_objects.models import LearningObject, Suggestion
from learning_objects.pieces import pieces_of, replace_piece
from learning_objects.public_queries import get_version
from learning_objects.queries import authors_of, draft_content
from learning_objects.suggestion_states import DECIDE, MACHINE, TAKE_BACK
from notices.api import notify

MOST_OPEN = 30


class NoSuchPlace(LookupError):
    """The published version has no piece of this key."""


class NothingProposed(ValueError):
    """The new text is the old one."""


class TooManyOpen(Exception):
    """The person has as many unanswered suggestions to this object as one may have."""


@transaction.atomic
def suggest_edit(
    *, learning_object: LearningObject, key: str, new: str, reason: str, by: User, now: datetime
) -> Suggestion:
    """Propose ``new`` for the piece ``key`` of the current version; its author answers.

    Raises ``NotAllowed``, :class:`NoSuchPlace`, :class:`NothingProposed`, :class:`TooManyOpen`.
    """
    require(by, "learning_objects.suggest", learning_object)
    version = get_version(uuid=learning_object.uuid)
    if version is None:
        raise NoSuchPlace(key)
    piece = next((item for item in pieces_of(version.content) if item.key == key), None)
    if piece is None:
        raise NoSuchPlace(key)
    text = new.strip()
    if not text or text == piece.text:
        raise NothingProposed
    own = Suggestion.objects.filter(learning_object=learning_object, suggested_by=by, state=OPEN)
    if own.count() >= MOST_OPEN:
        raise TooManyOpen
    made = Suggestion.objects.create(
        learning_object=learning_object,
        number=version.number,
        key=key,
        place=piece.place[:400],
        old=piece.text,
        new=text,
        reason=reason.strip()[:500],
        suggested_by=by,
        created_at=now,
    )
    _tell(made, "learning_objects.suggest", SUGGESTED_TOPIC, by, now)
    _notify(_authors(learning_object), "suggested", made, now)
    return made


@transaction.atomic
def accept_suggestion(
    *, suggestion: Suggestion, by: User, now: datetime, by_hand: bool = False
) -> Suggestion:
    """Write the change into the draft; the next version names who proposed it.

    With ``by_hand`` the author has already changed the place in words of their own, and nothing is
    written. Raises ``PlaceChanged`` when the draft says something else there, ``InvalidDraft`` when
    the new text is too long, and ``TransitionRefused``.
    """
    fresh = _checked("accept", DECIDE, suggestion, by, now)
    if not by_hand:
        _apply(fresh, by, now)
    return _answer(fresh, "accept", "", by, now)


@transaction.atomic
def decline_suggestion(
    *, suggestion: Suggestion, answer: str, by: User, now: datetime
) -> Suggestion:
    """Refuse it and say why. Raises ``TransitionRefused``, ``ValueError`` without a reason."""
    if not answer.strip():
        raise ValueError("a refusal needs a reason")
    fresh = _checked("decline", DECIDE, suggestion, by, now)
    return _answer(fresh, "decline", answer, by, now)


@transaction.atomic
def take_back_suggestion(*, suggestion: Suggestion, by: User, now: datetime) -> Suggestion:
    """Let the one who proposed it change their mind. Raises ``TransitionRefused``."""
    fresh = _checked("take_back", TAKE_BACK, suggestion, by, now)
    return _answer(fresh, "take_back", "", by, now)


def credit_suggestions(
    *, learning_object: LearningObject, revision: Revision, number: int
) -> list[str]:
    """Give the accepted suggestions that are in ``revision`` to version ``number``; return names.

    Nothing is accepted during a review, but an appeal may bring an older revision back: what was
    accepted since the next revision was begun is not in it. The caller holds the transaction.
    """
    waiting = Suggestion.objects.filter(
        learning_object=learning_object, state=ACCEPTED, published_in__isnull=True
    )
    if not waiting.exists():
        return []
    newer = learning_object.revisions.filter(pk__gt=revision.pk).order_by("pk").first()
    if newer is not None:
        waiting = waiting.filter(decided_at__lt=newer.created_at)
    names = {item.suggested_by.full_name for item in waiting.select_related("suggested_by")}
    waiting.update(published_in=number)
    return sorted(names)


def _checked(
    transition: str, right: str, suggestion: Suggestion, by: User, now: datetime
) -> Suggestion:
    # The object first: publication locks it too, before it credits suggestions.
    owner = LearningObject.objects.select_for_update(of=("self",)).get(
        pk=suggestion.learning_object_id
    )
    fresh = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    fresh.learning_object = owner
    allowed = may(by, right, Answering(fresh, now))
    MACHINE.check(transition, state=fresh.state, subject=Answering(fresh, now), allowed=allowed)
    return fresh


def _answer(fresh: Suggestion, transition: str, answer: str, by: User, now: datetime) -> Suggestion:
    fresh.state = MACHINE.transition(transition).target
    fresh.answer = answer.strip()[:500]
    fresh.decided_by, fresh.decided_at = by, now
    fresh.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    _tell(fresh, f"learning_objects.{transition}_suggestion", SUGGESTION_TOPIC, by, now)
    told = _authors(fresh.learning_object) if transition == "take_back" else [fresh.suggested_by]
    _notify(told, f"suggestion_{fresh.state}", fresh, now)
    return fresh


def _authors(learning_object: LearningObject) -> list[User]:
    return [item.user for item in authors_of(learning_object)]


def _notify(people: list[User], what: str, suggestion: Suggestion, now: datetime) -> None:
    notify(
        recipients=people,
        code=f"learning_objects.{what}",
        data={"title": suggestion.learning_object.draft_title, "place": suggestion.place},
        url=reverse("cabinet:suggestion", args=[suggestion.uuid]),
        now=now,
        dedupe=f"learning_objects.suggestion:{suggestion.uuid}:{suggestion.state}",
    )


def _apply(fresh: Suggestion, by: User, now: datetime) -> None:
    learning_object = fresh.learning_object
    content = draft_content(learning_object)
    changed = replace_piece(content, key=fresh.key, old=fresh.old, new=fresh.new)
    current = learning_object.get_latest_revision_as_object()
    fill_draft(current, draft_from(changed))
    revision = current.save_revision(user=by, clean=False)
    date_revision(current, revision, now)


def _tell(suggestion: Suggestion, action: str, topic: str, by: User, now: datetime) -> None:
    uuid: UUID = suggestion.learning_object.uuid
    facts = {"suggestion": str(suggestion.uuid), "person": str(suggestion.suggested_by.uuid)}
    if suggestion.answer:
        facts["reason"] = suggestion.answer
    emit(topic=topic, key=str(uuid), now=now, payload={**facts, "state": suggestion.state})
    record(action=action, by=by.uuid, object_code=OBJECT, object_uuid=uuid, now=now, data=facts)
