"""Writing down where an object is used; for upper packages, which answer for their own rights."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F
from django.utils.timezone import localdate

from learning_objects.models import Usage, UsageCount, UsageTermCount
from learning_objects.school_terms import school_half
from learning_objects.usage_words import usages


@transaction.atomic
def record_usage(
    *,
    object_uuid: UUID,
    number: int,
    code: str,
    place_uuid: UUID,
    now: datetime,
    day: date | None = None,
) -> bool:
    """Write down that a place uses version ``number``; return whether the place is new.

    ``day`` is the day of the place itself (of the lesson), today by default. Said again it changes
    nothing, with another version or day only these. The counts move in the same transaction and
    only for whoever made the row, so two who say the same count once. Raises
    ``UnknownRegistration`` for a kind of place that nobody registered.
    """
    usages.get(code)
    when = day or localdate(now)
    place, created = Usage.objects.get_or_create(
        object_uuid=object_uuid,
        code=code,
        place_uuid=place_uuid,
        defaults={"number": number, "recorded_at": now, "day": when},
    )
    if created:
        _count(place, 1)
    elif (place.number, place.day) != (number, day or place.day):
        _change(place.pk, number, day)
    return created


@transaction.atomic
def forget_usage(*, object_uuid: UUID, code: str, place_uuid: UUID) -> bool:
    """Forget that a place uses an object; return whether it did. Said again it changes nothing."""
    usages.get(code)
    places = Usage.objects.filter(object_uuid=object_uuid, code=code, place_uuid=place_uuid)
    place = places.select_for_update().first()
    if place is None or not places.delete()[0]:
        return False
    _count(place, -1)
    return True


def _change(pk: int, number: int, day: date | None) -> None:
    """Write another version or day of a known place; the terms move for whoever changes the row."""
    place = Usage.objects.select_for_update().filter(pk=pk).first()
    if place is None:
        return
    before, place.number = place.day, number
    place.day = day or place.day
    place.save(update_fields=["number", "day"])
    terms = school_half(before)[0], school_half(place.day)[0]
    if terms[0] != terms[1]:
        _move(UsageTermCount, -1, _key(place) | {"since": terms[0]})
        _move(UsageTermCount, 1, _key(place) | {"since": terms[1]})


def _count(place: Usage, difference: int) -> None:
    _move(UsageCount, difference, _key(place))
    since = school_half(place.day)[0]
    _move(UsageTermCount, difference, _key(place) | {"since": since})


def _key(place: Usage) -> dict[str, Any]:
    return {"object_uuid": place.object_uuid, "code": place.code}


def _move(model: type[models.Model], difference: int, key: dict[str, Any]) -> None:
    """Move a count in the database itself, so that nobody's number is lost."""
    rows = model._default_manager
    if rows.filter(**key).update(number=F("number") + difference):
        return
    rows.get_or_create(**key)
    rows.filter(**key).update(number=F("number") + difference)
