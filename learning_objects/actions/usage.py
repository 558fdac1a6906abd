"""Writing down where an object is used; for upper packages, which answer for their own rights."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from learning_objects.models import Usage, UsageCount
from learning_objects.usage_words import usages


@transaction.atomic
def record_usage(
    *, object_uuid: UUID, number: int, code: str, place_uuid: UUID, now: datetime
) -> bool:
    """Write down that a place uses version ``number``; return whether the place is new.

    Said again it changes nothing, with another version only the version. The count moves in the
    same transaction and only for whoever made the row, so two who say the same count once. Raises
    ``UnknownRegistration`` for a kind of place that nobody registered.
    """
    usages.get(code)
    place, created = Usage.objects.get_or_create(
        object_uuid=object_uuid,
        code=code,
        place_uuid=place_uuid,
        defaults={"number": number, "recorded_at": now},
    )
    if created:
        _count(object_uuid, code, 1)
    elif place.number != number:
        Usage.objects.filter(pk=place.pk).update(number=number)
    return created


@transaction.atomic
def forget_usage(*, object_uuid: UUID, code: str, place_uuid: UUID) -> bool:
    """Forget that a place uses an object; return whether it did. Said again it changes nothing."""
    usages.get(code)
    place = Usage.objects.filter(object_uuid=object_uuid, code=code, place_uuid=place_uuid)
    removed, _by_model = place.delete()
    if removed:
        _count(object_uuid, code, -1)
    return bool(removed)


def _count(object_uuid: UUID, code: str, difference: int) -> None:
    """Move the count in the database itself, so that nobody's number is lost."""
    row = UsageCount.objects.filter(object_uuid=object_uuid, code=code)
    if row.update(number=F("number") + difference):
        return
    UsageCount.objects.get_or_create(object_uuid=object_uuid, code=code)
    row.update(number=F("number") + difference)
