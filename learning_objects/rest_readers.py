"""REST routes of readers' words, under ``/api/v1/objects/``: read by all, written by who may.

What one may not see answers 404; a refusal 403, what was typed wrong 409 with its reason.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User
from core.api import now
from learning_objects import public_queries, reader_queries
from learning_objects.actions import ratings, thanks
from learning_objects.data import ReaderNumbers
from learning_objects.models import LearningObject
from learning_objects.models.readers import REVIEW_LIMIT
from learning_objects.queries import get_object

router = Router(tags=["learning_objects"])
MOST_ITEMS = 100
MOST_OFFSET = 1_000_000


class ReviewOut(Schema):
    """A review of one version, with the authors' answer."""

    uuid: UUID
    number: int
    stars: int
    text: str
    writer: str
    changed_at: datetime
    answer: str
    answered_at: datetime | None


class ReadersOut(Schema):
    """Numbers of readers, ``stars`` of one … five, and a page of the reviews, newest first."""

    ratings: int
    mean: float | None
    score: float
    stars: list[int]
    thanks: int
    reviews: list[ReviewOut]


class RatingIn(Schema):
    """One's rating; ``number`` is the version, the current one by default."""

    stars: int = Field(ge=1, le=5)
    text: str = Field("", max_length=REVIEW_LIMIT)
    number: int | None = Field(None, ge=1)


class ThanksOut(Schema):
    """Whether this changed something."""

    changed: bool


@router.get("{uuid:uuid}/readers/", response=ReadersOut, url_name="object_readers")
def get_readers(
    request: HttpRequest,
    uuid: UUID,
    limit: Annotated[int, Query(ge=0, le=MOST_ITEMS)] = 20,
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET)] = 0,
) -> dict[str, Any]:
    """Give ratings, thanks and reviews of a published object."""
    version = public_queries.get_version(uuid=uuid)
    if version is None or version.withdrawn:
        raise Http404
    numbers = reader_queries.reader_numbers([uuid]).get(uuid, ReaderNumbers())
    rows = reader_queries.reviews_of(uuid)[offset : offset + limit]
    return {
        "ratings": numbers.ratings,
        "mean": numbers.mean,
        "score": numbers.score,
        "stars": list(numbers.stars),
        "thanks": numbers.thanks,
        "reviews": list(reader_queries.review_views(rows)),
    }


@router.post("{uuid:uuid}/rating/", response=ReviewOut, auth=django_auth, url_name="object_rating")
def post_rating(request: HttpRequest, uuid: UUID, rating: RatingIn) -> object:
    """Rate an object, or change one's own rating."""
    found = _public(uuid)
    try:
        made = ratings.rate_object(
            learning_object=found, by=_person(request), now=now(), **rating.dict()
        )
    except ratings.InvalidRating as error:
        raise HttpError(409, str(error)) from error
    return reader_queries.review_of(made)


@router.delete(
    "{uuid:uuid}/rating/", response=ThanksOut, auth=django_auth, url_name="object_rating"
)
def delete_rating(request: HttpRequest, uuid: UUID) -> dict[str, bool]:
    """Take one's own rating back."""
    found = _public(uuid)
    changed = ratings.remove_rating(learning_object=found, by=_person(request), now=now())
    return {"changed": changed}


@router.post("{uuid:uuid}/thanks/", response=ThanksOut, auth=django_auth, url_name="object_thanks")
def post_thanks(request: HttpRequest, uuid: UUID) -> dict[str, bool]:
    """Thank the authors; said again it changes nothing."""
    made = thanks.give_thanks(learning_object=_public(uuid), by=_person(request), now=now())
    return {"changed": made}


@router.delete(
    "{uuid:uuid}/thanks/", response=ThanksOut, auth=django_auth, url_name="object_thanks"
)
def delete_thanks(request: HttpRequest, uuid: UUID) -> dict[str, bool]:
    """Take one's thanks back."""
    return {"changed": thanks.take_thanks_back(learning_object=_public(uuid), by=_person(request))}


def _public(uuid: UUID) -> LearningObject:
    found = get_object(uuid=uuid)
    if found is None or not found.is_public:
        raise HttpError(404, "Not Found")
    return found


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise HttpError(401, "Unauthorized")
    return request.user
