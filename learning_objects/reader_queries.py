"""Reads of what readers say: numbers for lists, reviews for a page."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.api import User
from learning_objects.data import ReaderNumbers, Review
from learning_objects.models import HiddenAuthorPage, LibraryMark, Rating, ReaderCount, Thanks
from learning_objects.scores import mean_of
from learning_objects.usage_queries import author_usage
from learning_objects.usage_words import rounded


def reader_numbers(uuids: Iterable[UUID]) -> dict[UUID, ReaderNumbers]:
    """Return the numbers of each object; those of whom nobody said anything are left out."""
    rows = ReaderCount.objects.filter(learning_object__uuid__in=list(uuids)).order_by()
    # A results page asks for a hundred: plain rows cost a tenth of whole objects.
    found = rows.values_list(
        "learning_object__uuid", "thanks", "score", "one", "two", "three", "four", "five"
    )
    return {
        uuid: ReaderNumbers(tuple(stars), thanks, mean_of(stars), score)
        for uuid, thanks, score, *stars in found
    }


def reviews_of(uuid: UUID) -> QuerySet[Rating]:
    """Return the shown ratings that have words, newest first: a lazy list for a paginator."""
    shown = Rating.objects.filter(learning_object__uuid=uuid, hidden_at=None).exclude(text="")
    return shown.select_related("user", "learning_object").order_by("-changed_at", "-id")


def reported_reviews() -> QuerySet[Rating]:
    """Return the reviews of which readers complained and which nobody settled, worst first."""
    found = Rating.objects.filter(complaints__gt=0, hidden_at=None)
    rows = found.select_related("user", "learning_object").prefetch_related("complaint_rows")
    return rows.order_by("-complaints", "changed_at", "id")


def review_views(ratings: Iterable[Rating]) -> tuple[Review, ...]:
    """Return fetched rows as values."""
    return tuple(review_of(rating) for rating in ratings)


def review_of(rating: Rating) -> Review:
    """Return one rating as a page shows it; ``user`` and ``learning_object`` come with it."""
    return Review(
        uuid=rating.uuid,
        object_uuid=rating.learning_object.uuid,
        number=rating.number,
        stars=rating.stars,
        text=rating.text,
        writer=rating.user.short_name,
        writer_uuid=rating.user.uuid,
        changed_at=rating.changed_at,
        answer=rating.answer,
        answered_at=rating.answered_at,
        hidden_at=rating.hidden_at,
        hidden_reason=rating.hidden_reason,
        complaints=rating.complaints,
    )


def get_rating(*, uuid: UUID) -> Rating | None:
    """Return the rating with its people and object, or ``None``."""
    rows = Rating.objects.select_related("user", "learning_object")
    return rows.prefetch_related("learning_object__authorships").filter(uuid=uuid).first()


def rating_by(user: User, uuid: UUID) -> Rating | None:
    """Return what ``user`` said of the object, hidden or not."""
    rows = Rating.objects.select_related("user", "learning_object")
    return rows.filter(user=user, learning_object__uuid=uuid).first()


def has_thanked(user: User, uuid: UUID) -> bool:
    """Say whether ``user`` thanked for the object."""
    return Thanks.objects.filter(user=user, learning_object__uuid=uuid).exists()


def author_stamp(uuid: UUID, **_more: object) -> str:
    """Return a text that changes with whatever an author's page may tell; one query."""
    counts = ReaderCount.objects.filter(learning_object__authorships__user__uuid=uuid).order_by()
    total = counts.values("learning_object__authorships__user").annotate(total=Sum("serial"))
    hidden = HiddenAuthorPage.objects.filter(user__uuid=uuid)
    term, ever = (usage.values("total") for usage in author_usage(uuid))
    mark = LibraryMark.objects.filter(id=LibraryMark.ONLY).annotate(
        said=Subquery(total.values("total")[:1]),
        hidden=Exists(hidden),
        term=Subquery(term),
        ever=Subquery(ever),
    )
    row = mark.values_list("stamp", "said", "hidden", "term", "ever").first()
    if row is None:
        return ""
    told = (rounded(number or 0).number for number in row[3:])
    return " ".join(map(str, (*row[:3], *told)))


def author_numbers(uuid: UUID) -> ReaderNumbers:
    """Return what readers say of everything public that a person wrote; one query."""
    public = ReaderCount.objects.filter(
        learning_object__authorships__user__uuid=uuid,
        learning_object__withdrawn_at=None,
        learning_object__current_version__isnull=False,
    )
    fields = ("one", "two", "three", "four", "five", "thanks")
    found = public.aggregate(**{name: Coalesce(Sum(name), 0) for name in fields})
    stars = tuple(found[name] for name in fields[:-1])
    return ReaderNumbers(stars, found["thanks"], mean_of(stars))
