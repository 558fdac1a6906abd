"""Reads of usage: numbers for everybody, places only for the package that owns them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from learning_objects.data import UsedAt
from learning_objects.models import (
    LearningObject,
    LearningObjectVersion,
    LibraryMark,
    ReaderCount,
    Usage,
    UsageCount,
    UsageTermCount,
)
from learning_objects.school_terms import school_half
from learning_objects.usage_words import rounded


def usage_of(uuids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many places use each object; objects that are used nowhere are left out."""
    counts = UsageCount.objects.filter(object_uuid__in=list(uuids), number__gt=0).order_by()
    totals: Counter[UUID] = Counter()
    for uuid, number in counts.values_list("object_uuid", "number"):
        totals[uuid] += number
    return dict(totals)


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


def usage_this_term(uuids: Iterable[UUID] | QuerySet[Any], *, today: date) -> dict[str, int]:
    """Return how many places of each kind use the objects in the half year of ``today``."""
    rows = UsageTermCount.objects.filter(object_uuid__in=uuids, since=school_half(today)[0])
    totals = rows.filter(number__gt=0).order_by().values_list("code")
    return dict(totals.annotate(total=Sum("number")))


def usage_this_term_of(uuids: Iterable[UUID], *, today: date) -> dict[UUID, dict[str, int]]:
    """Return what :func:`usage_this_term` does for each of ``uuids``; one query."""
    rows = UsageTermCount.objects.filter(
        object_uuid__in=list(uuids), since=school_half(today)[0], number__gt=0
    ).order_by()
    found: dict[UUID, dict[str, int]] = {}
    for uuid, code, number in rows.values_list("object_uuid", "code").annotate(total=Sum("number")):
        found.setdefault(uuid, {})[code] = number
    return found


def usage_by_author(uuid: UUID) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many places use what a person wrote: this term, and ever; two queries."""
    objects = _written_by(uuid)
    ever = UsageCount.objects.filter(object_uuid__in=objects, number__gt=0).order_by()
    totals = ever.values_list("code").annotate(total=Sum("number"))
    return usage_this_term(objects, today=localdate()), dict(totals)


def author_usage(uuid: UUID) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return the sums over all that a person wrote, this term and ever, for a stamp: one ``total``.

    Kinds of places are summed too: a page that tells them apart changes with their sum.
    """
    objects, since = _written_by(uuid), school_half(localdate())[0]
    term = UsageTermCount.objects.filter(object_uuid__in=objects, since=since)
    ever = UsageCount.objects.filter(object_uuid__in=objects)
    return _total(term), _total(ever)


def _total(counts: QuerySet[Any]) -> QuerySet[Any]:
    alone: QuerySet[Any] = counts.order_by().annotate(all=Value(1)).values("all")
    summed: QuerySet[Any] = alone.annotate(total=Sum("number"))
    return summed


def _written_by(uuid: UUID) -> QuerySet[Any]:
    """Return the uuids of everything public that a person wrote."""
    public = LearningObject.objects.filter(
        authorships__user__uuid=uuid, withdrawn_at=None, current_version__isnull=False
    )
    uuids: QuerySet[Any] = public.values("uuid")
    return uuids


def usage_between(uuids: Iterable[UUID], *, since: date, until: date) -> dict[UUID, int]:
    """Return how many places from day ``since`` to day ``until``, both in, use each object."""
    rows = Usage.objects.filter(object_uuid__in=list(uuids), day__gte=since, day__lte=until)
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

    One query: the mark of the library, and beside it the counts of this one object. Of a new term
    the number is another one, so the page is drawn anew on its first day.
    """
    term = UsageTermCount.objects.filter(object_uuid=uuid, since=school_half(localdate())[0])
    now_used = term.order_by().values("object_uuid").annotate(total=Sum("number")).values("total")
    counts = UsageCount.objects.filter(object_uuid=uuid, number__gt=0).values("object_uuid")
    total = counts.annotate(total=Sum("number")).values("total")
    mark = LibraryMark.objects.filter(id=LibraryMark.ONLY)
    said = ReaderCount.objects.filter(learning_object__uuid=uuid).values("serial")
    found = mark.annotate(
        used=Subquery(total), now_used=Subquery(now_used), said=Subquery(said)
    ).values_list("stamp", "used", "now_used", "said")
    stamp, *numbers, serial = found.first() or ("", 0, 0, 0)
    told = [str(rounded(number or 0).number) for number in numbers]
    return " ".join([str(stamp), *told, str(serial or 0)])
