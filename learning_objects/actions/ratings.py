"""Ratings and short reviews: giving, changing, taking back, answering, reporting, hiding."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import emit, record
from learning_objects import reader_notices
from learning_objects.actions.creation import OBJECT
from learning_objects.actions.reader_counts import lock_count, move_count
from learning_objects.data import (
    RATED_TOPIC,
    REVIEW_ANSWERED_TOPIC,
    REVIEW_HIDDEN_TOPIC,
    REVIEW_REPORTED_TOPIC,
)
from learning_objects.models import LearningObject, Rating, RatingComplaint
from learning_objects.models.readers import REVIEW_LIMIT


class InvalidRating(ValueError):
    """Stars outside one to five, or a text that is missing or too long; nothing was written."""


class ReviewGone(Exception):
    """Its writer has deleted the review meanwhile."""


class AlreadyAnswered(Exception):
    """The authors answer a review once."""


@transaction.atomic
def rate_object(
    *,
    learning_object: LearningObject,
    stars: int,
    text: str = "",
    number: int | None = None,
    by: User,
    now: datetime,
) -> Rating:
    """Give an object stars and a short review, or change one's own; the last word counts.

    ``number`` is the version that the review is about, the current one by default. An answer to
    what was said before is taken off with it when the text changes. A hidden review stays hidden.
    Raises ``NotAllowed``, :class:`InvalidRating`.
    """
    require(by, "learning_objects.rate", learning_object)
    words = _words(text, needed=False)
    about = _version_of(learning_object, number)
    if stars not in range(1, 6):
        raise InvalidRating("stars")
    row = lock_count(learning_object)
    found = Rating.objects.filter(learning_object=learning_object, user=by).first()
    was = None if found is None or found.hidden_at else found.stars
    rating = found or Rating(learning_object=learning_object, user=by, created_at=now)
    if found and found.text != words:
        rating.answer, rating.answered_by, rating.answered_at = "", None, None
    rating.stars, rating.text, rating.number, rating.changed_at = stars, words, about, now
    rating.save()
    if not rating.hidden_at:
        move_count(row, before=was, after=stars)
    _record("rate", rating, by, now, stars=stars, number=about, before=found and was)
    _tell(RATED_TOPIC, rating, now)
    if not rating.hidden_at:
        reader_notices.tell_of_rating(rating, now=now)
    return rating


@transaction.atomic
def remove_rating(*, learning_object: LearningObject, by: User, now: datetime) -> bool:
    """Take one's own rating back; return whether there was one. Said again it changes nothing."""
    row = lock_count(learning_object)
    rating = Rating.objects.filter(learning_object=learning_object, user=by).first()
    if rating is None:
        return False
    _record("unrate", rating, by, now, before=rating.stars)
    if not rating.hidden_at:
        move_count(row, before=rating.stars)
    rating.delete()
    return True


@transaction.atomic
def answer_review(*, rating: Rating, text: str, by: User, now: datetime) -> None:
    """Answer a review as an author of the object, once.

    Raises ``NotAllowed``, :class:`InvalidRating`, :class:`AlreadyAnswered`.
    """
    require(by, "learning_objects.answer_review", rating)
    row = lock_count(rating.learning_object)
    fresh = _fresh(rating)
    if fresh.answer:
        raise AlreadyAnswered
    fresh.answer, fresh.answered_by, fresh.answered_at = _words(text, needed=True), by, now
    fresh.save(update_fields=["answer", "answered_by", "answered_at"])
    move_count(row)
    _record("answer_review", fresh, by, now)
    _tell(REVIEW_ANSWERED_TOPIC, fresh, now)
    reader_notices.tell_writer(fresh, reader_notices.ANSWERED, now=now)


@transaction.atomic
def report_review(*, rating: Rating, reason: str, by: User, now: datetime) -> bool:
    """Ask the institute to look at a review; once a person. Return whether it was the first time.

    Raises ``NotAllowed``, :class:`InvalidRating`, :class:`ReviewGone`.
    """
    require(by, "learning_objects.report_review", rating)
    lock_count(rating.learning_object)
    fresh = _fresh(rating)
    words = _words(reason, needed=True, limit=500)
    _row, made = RatingComplaint.objects.get_or_create(
        rating=fresh, user=by, defaults={"reason": words, "created_at": now}
    )
    if made:
        fresh.complaints += 1
        fresh.save(update_fields=["complaints"])
        _record("report_review", fresh, by, now)
        _tell(REVIEW_REPORTED_TOPIC, fresh, now)
        reader_notices.tell_of_complaint(fresh, now=now)
    return made


@transaction.atomic
def hide_review(*, rating: Rating, reason: str, by: User, now: datetime) -> None:
    """Take a review from the page, with a reason that its writer is told; it counts no more.

    Raises ``NotAllowed``, :class:`InvalidRating`, :class:`ReviewGone`.
    """
    require(by, "learning_objects.hide_review", rating)
    words = _words(reason, needed=True, limit=500)
    row = lock_count(rating.learning_object)
    fresh = _fresh(rating)
    if fresh.hidden_at:
        return
    fresh.hidden_by, fresh.hidden_at, fresh.hidden_reason = by, now, words
    fresh.save(update_fields=["hidden_by", "hidden_at", "hidden_reason"])
    move_count(row, before=fresh.stars)
    _record("hide_review", fresh, by, now, reason=words)
    _tell(REVIEW_HIDDEN_TOPIC, fresh, now)
    reader_notices.tell_writer(fresh, reader_notices.HIDDEN, now=now, reason=words)


@transaction.atomic
def show_review(*, rating: Rating, by: User, now: datetime) -> None:
    """Put a hidden review back, and let it count; complaints are settled.

    Raises ``NotAllowed``, :class:`ReviewGone`.
    """
    require(by, "learning_objects.hide_review", rating)
    row = lock_count(rating.learning_object)
    fresh = _fresh(rating)
    was_hidden = fresh.hidden_at is not None
    fresh.hidden_by, fresh.hidden_at, fresh.hidden_reason = None, None, ""
    fresh.complaints = 0
    fresh.save(update_fields=["hidden_by", "hidden_at", "hidden_reason", "complaints"])
    if was_hidden:
        move_count(row, after=fresh.stars)
        reader_notices.tell_writer(fresh, reader_notices.SHOWN, now=now)
    _record("show_review", fresh, by, now)


def _fresh(rating: Rating) -> Rating:
    """Return the row as it is under the lock. Raises :class:`ReviewGone`."""
    fresh = Rating.objects.filter(pk=rating.pk).first()
    if fresh is None:
        raise ReviewGone
    return fresh


def _words(text: str, *, needed: bool, limit: int = REVIEW_LIMIT) -> str:
    """Return plain text without the space around it. Raises :class:`InvalidRating`."""
    words = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(words) > limit or (needed and not words):
        raise InvalidRating("text")
    return words


def _version_of(learning_object: LearningObject, number: int | None) -> int:
    versions = learning_object.versions.order_by("-number").values_list("number", flat=True)
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is None:
        raise InvalidRating("number")
    return int(found)


def _record(verb: str, rating: Rating, by: User, now: datetime, **data: Any) -> None:
    """Write the history: stars and who, never the text, which its writer may take back."""
    record(
        action=f"learning_objects.{verb}",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=rating.learning_object.uuid,
        now=now,
        data={"rating": str(rating.uuid), **data},
    )


def _tell(topic: str, rating: Rating, now: datetime) -> None:
    emit(
        topic=topic,
        key=str(rating.uuid),
        now=now,
        payload={"object": str(rating.learning_object.uuid), "writer": str(rating.user.uuid)},
    )
