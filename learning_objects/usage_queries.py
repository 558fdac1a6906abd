"""Reads of usage: numbers for everybody, places only for the package that owns them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from learning_objects.data import UsedAt
from learning_objects.models import (
    LearningObjectVersion,
    LibraryMark,
    ReaderCount,
    Usage,
    UsageCount,
)
from learning_objects.usage_words import rounded


def usage_of(uuids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many places use each object; objects that are used nowhere are left out."""
    counts = UsageCount.objects.filter(object_uuid__in=list(uuids), number__gt=0)
    totals = counts.values_list("object_uuid").annotate(total=Sum("number"))
    return dict(totals.order_by())


def usage_by_kind(uuid: UUID) -> dict[str, int]:
    """Return how many places of each kind use the object: ``{code: number}``."""
    counts = UsageCount.objects.filter(object_uuid=uuid, number__gt=0)
    return dict(counts.values_list("code", "number"))


def usage_by_version(uuid: UUID) -> dict[int, int]:
    """Return how many places use each version, the newest first; for the authors."""
    rows = Usage.objects.filter(object_uuid=uuid).values_list("number")
    return dict(rows.annotate(total=Count("id")).order_by("-number"))


def places_using(uuid: UUID, *, code: str) -> Iterator[UsedAt]:
    """Yield the places of one kind that use the object, whether it is offered or withdrawn.

    For the package that registered ``code``: it alone knows what a place is and who may be told.
    """
    rows = Usage.objects.filter(object_uuid=uuid, code=code).order_by("id")
    for row in rows.values_list("place_uuid", "number").iterator(chunk_size=2000):
        yield UsedAt(*row)


def usage_since(uuids: Iterable[UUID], *, since: datetime, until: datetime) -> dict[UUID, int]:
    """Return how many places of today began to use each object from ``since`` up to ``until``."""
    rows = Usage.objects.filter(
        object_uuid__in=list(uuids), recorded_at__gte=since, recorded_at__lt=until
    )
    return dict(rows.order_by().values_list("object_uuid").annotate(total=Count("id")))


def most_used_first(
    versions: QuerySet[LearningObjectVersion],
) -> QuerySet[LearningObjectVersion]:
    """Return ``versions`` (of a few nodes, not of the library) with the most used first."""
    counts = (
        UsageCount.objects.filter(object_uuid=OuterRef("learning_object__uuid"))
        .values("object_uuid")
        .annotate(total=Sum("number"))
        .values("total")
    )
    used = Coalesce(Subquery(counts, output_field=IntegerField()), Value(0))
    return versions.alias(used=used).order_by("-used", "-published_at", "-id")


def object_stamp(uuid: UUID, **_more: object) -> str:
    """Return a text that changes with every publication, withdrawal, told number of places, and
    with every word of the readers.

    One query: the mark of the library, and beside it the counts of this one object.
    """
    counts = UsageCount.objects.filter(object_uuid=uuid, number__gt=0).values("object_uuid")
    total = counts.annotate(total=Sum("number")).values("total")
    mark = LibraryMark.objects.filter(id=LibraryMark.ONLY)
    said = ReaderCount.objects.filter(learning_object__uuid=uuid).values("serial")
    found = mark.annotate(used=Subquery(total), said=Subquery(said))
    row = found.values_list("stamp", "used", "said").first()
    if row is None:
        return ""
    told = rounded(row[1] or 0)
    return f"{row[0]} {told.number} {row[2] or 0}"
