"""Putting materials of the library on a lesson, and taking them off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.api import User
from journal.actions.opening import check_length, open_entry, write_trail
from journal.data import AIMS, AT_LESSON, MOST_MATERIALS, NOTE_LIMIT, PURPOSES, USAGE_CODE
from journal.models import LessonMaterial
from learning_objects.api import forget_usage, get_version, record_usage
from learning_objects.data import VersionView
from schedule.api import Lesson


class NotInLibrary(Exception):
    """There is no such version, or the object is no longer offered."""


class TooManyMaterials(Exception):
    """A lesson holds no more than ``MOST_MATERIALS``."""


class UnknownPurpose(ValueError):
    """A material is for the lesson or for home, nothing else."""


@transaction.atomic
def add_material(
    *,
    lesson: Lesson,
    object_uuid: UUID,
    purpose: str,
    by: User,
    now: datetime,
    number: int | None = None,
    note: str = "",
    aim: str = "",
) -> LessonMaterial:
    """Put a version on the lesson, by default the current one, and pin it.

    ``aim`` is what it was looked for (``journal.data.AIMS``); home has none.

    What stands there for this purpose already stays as it is and is returned, whatever its
    version: two presses, or two tabs, give one material. Raises :class:`NotInLibrary`,
    :class:`TooManyMaterials`, :class:`UnknownPurpose`, ``TooLong``, ``LessonCancelled``,
    ``NotAllowed``.
    """
    if purpose not in PURPOSES or aim not in ("", *AIMS):
        raise UnknownPurpose(f"{purpose} {aim}")
    words = check_length("note", note, NOTE_LIMIT)
    open_entry(lesson=lesson, by=by, now=now)
    there = _standing(lesson).filter(object_uuid=object_uuid, purpose=purpose).first()
    if there:
        return there
    if _standing(lesson).count() >= MOST_MATERIALS:
        raise TooManyMaterials
    version = _find(object_uuid, number)
    kept_aim = aim if purpose == AT_LESSON else ""
    said = {"purpose": purpose, "aim": kept_aim, "note": words, "added_by": by, "added_at": now}
    material = _pin(lesson, version, **said)
    _use(material, now)
    _trail("add_material", material, by, now)
    return material


def _pin(lesson: Lesson, version: VersionView, **said: Any) -> LessonMaterial:
    """Put a version after everything that stands on the lesson."""
    return LessonMaterial.objects.create(
        lesson=lesson,
        object_uuid=version.object_uuid,
        number=version.number,
        digest=version.digest,
        kind=version.kind,
        title=version.title,
        position=_after_the_last(lesson),
        **said,
    )


@transaction.atomic
def remove_material(*, material: LessonMaterial, by: User, now: datetime) -> None:
    """Take a material off the lesson; :func:`restore_material` puts it back as it was."""
    fresh = _locked(material, by, now)
    if fresh.removed_at is not None:
        return
    fresh.removed_at = now
    fresh.save(update_fields=["removed_at"])
    other = _standing(fresh.lesson).filter(object_uuid=fresh.object_uuid).first()
    if other is not None:
        _use(other, now)  # which may be pinned to another version
    else:
        forget_usage(object_uuid=fresh.object_uuid, code=USAGE_CODE, place_uuid=fresh.lesson.uuid)
    _trail("remove_material", fresh, by, now)


@transaction.atomic
def restore_material(*, material: LessonMaterial, by: User, now: datetime) -> None:
    """Undo :func:`remove_material`: version, note and place are what they were.

    An object that was withdrawn meanwhile comes back too, as a reference. When the same material
    was put there anew, that one stays.
    """
    fresh = _locked(material, by, now)
    twin = _standing(fresh.lesson).filter(object_uuid=fresh.object_uuid, purpose=fresh.purpose)
    if fresh.removed_at is None or twin.exists():
        return
    if _standing(fresh.lesson).count() >= MOST_MATERIALS:
        raise TooManyMaterials
    fresh.removed_at = None
    fresh.save(update_fields=["removed_at"])
    _use(fresh, now)
    _trail("restore_material", fresh, by, now)


@transaction.atomic
def upgrade_material(
    *, material: LessonMaterial, by: User, now: datetime, number: int | None = None
) -> LessonMaterial:
    """Pin a newer version: ``number``, or the newest; note and place stay.

    ``number`` is the one that the person was shown: what was published since is offered anew.
    """
    fresh = _locked(material, by, now)
    version = _find(fresh.object_uuid, number)
    if version.number == fresh.number or fresh.removed_at is not None:
        return fresh
    before = fresh.number
    fresh.number, fresh.digest = version.number, version.digest
    fresh.kind, fresh.title = version.kind, version.title
    fresh.save(update_fields=["number", "digest", "kind", "title"])
    _use(fresh, now)
    _trail("upgrade_material", fresh, by, now, before=before)
    return fresh


@transaction.atomic
def set_note(*, material: LessonMaterial, note: str, by: User, now: datetime) -> None:
    """Write what the class is told about a material."""
    words = check_length("note", note, NOTE_LIMIT)
    fresh = _locked(material, by, now)
    if fresh.note != words:
        fresh.note = words
        fresh.save(update_fields=["note"])
        _trail("set_note", fresh, by, now, note=words)


@transaction.atomic
def move_material(*, material: LessonMaterial, step: int, by: User, now: datetime) -> None:
    """Move a material ``step`` places down (up when negative) among those of its purpose.

    At the end it stays where it is.
    """
    fresh = _locked(material, by, now)
    order = list(_standing(fresh.lesson).filter(purpose=fresh.purpose))
    place = next((i for i, item in enumerate(order) if item.pk == fresh.pk), None)
    if place is None:
        return
    order.insert(max(0, place + step), order.pop(place))
    _number(order)


def _standing(lesson: Lesson) -> QuerySet[LessonMaterial]:
    return LessonMaterial.objects.filter(lesson=lesson, removed_at__isnull=True)


def _locked(material: LessonMaterial, by: User, now: datetime) -> LessonMaterial:
    """Return the material as it is now, with its lesson's journal locked."""
    open_entry(lesson=material.lesson, by=by, now=now)
    return LessonMaterial.objects.select_related("lesson").get(pk=material.pk)


def _find(object_uuid: UUID, number: int | None) -> VersionView:
    """Return a version that may be put on a lesson now."""
    version = get_version(uuid=object_uuid, number=number)
    if version is None or version.withdrawn:
        raise NotInLibrary
    return version


def _use(material: LessonMaterial, now: datetime) -> None:
    record_usage(
        object_uuid=material.object_uuid,
        number=material.number,
        code=USAGE_CODE,
        place_uuid=material.lesson.uuid,
        now=now,
        day=material.lesson.date,
    )


def _after_the_last(lesson: Lesson) -> int:
    last = _standing(lesson).aggregate(last=Max("position"))["last"]
    return 0 if last is None else min(last + 1, 32_000)


def _number(materials: Iterable[LessonMaterial]) -> None:
    """Give the materials their places in this order."""
    rows = list(materials)
    for position, row in enumerate(rows):
        row.position = position
    LessonMaterial.objects.bulk_update(rows, ["position"])


def _trail(verb: str, material: LessonMaterial, by: User, now: datetime, **more: object) -> None:
    write_trail(
        verb,
        lesson=material.lesson,
        by=by,
        now=now,
        object=str(material.object_uuid),
        number=material.number,
        purpose=material.purpose,
        **more,
    )
