"""Reads of the journal: every one for a whole list of lessons at a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from journal.data import ABSENT, BLOCKED, NEWEST, OUTDATED, WITHDRAWN, MaterialView
from journal.models import LessonEntry, LessonMaterial
from learning_objects.api import standing_of, version_url
from learning_objects.data import BLOCK, KIND_LABELS, Standing
from schedule.api import Lesson


def entries_of(lessons: Iterable[Lesson]) -> dict[int, LessonEntry]:
    """Return the journal's lines by the id of their lesson; one query."""
    found = LessonEntry.objects.filter(lesson_id__in=[lesson.pk for lesson in lessons])
    return {entry.lesson_id: entry for entry in found}


def materials_of(lessons: Iterable[Lesson]) -> dict[int, list[MaterialView]]:
    """Return the materials by the id of their lesson, in the teacher's order; two queries.

    Those of whoever teaches: a class is shown :func:`materials_for_class`.
    """
    ids = [lesson.pk for lesson in lessons]
    rows = list(LessonMaterial.objects.filter(lesson_id__in=ids, removed_at__isnull=True))
    standings = standing_of({row.object_uuid for row in rows}) if rows else {}
    found: dict[int, list[MaterialView]] = defaultdict(list)
    for row in rows:
        found[row.lesson_id].append(view_of(row, standings.get(row.object_uuid)))
    return dict(found)


def materials_for_class(lessons: Iterable[Lesson]) -> dict[int, list[MaterialView]]:
    """Return what pupils and families are shown: as :func:`materials_of`, without what is blocked.

    Not even its name: the institute found that children should not meet it.
    """
    return {
        pk: [item for item in found if item.standing != BLOCKED]
        for pk, found in materials_of(lessons).items()
    }


def count_materials(lessons: Iterable[Lesson]) -> dict[int, int]:
    """Return how many materials each lesson has; lessons without any are left out."""
    ids = [lesson.pk for lesson in lessons]
    rows = LessonMaterial.objects.filter(lesson_id__in=ids, removed_at__isnull=True)
    return dict(rows.values_list("lesson_id").annotate(number=Count("id")).order_by())


def get_material(*, uuid: UUID) -> LessonMaterial | None:
    """Return a material, a removed one too, with its lesson."""
    return LessonMaterial.objects.select_related("lesson__school").filter(uuid=uuid).first()


def view_of(material: LessonMaterial, standing: Standing | None) -> MaterialView:
    """Return a material as a page shows it, given where its object stands today."""
    uuid = material.object_uuid
    code = _code(material, standing)
    newest = standing if code == OUTDATED else None
    return MaterialView(
        uuid=material.uuid,
        object_uuid=uuid,
        number=material.number,
        kind=material.kind,
        kind_label=KIND_LABELS.get(material.kind, material.kind),
        title=material.title,
        purpose=material.purpose,
        note=material.note,
        position=material.position,
        standing=code,
        url=_url(material, standing),
        aim=material.aim,
        reason=standing.reason if standing and standing.withdrawn else "",
        newest_number=newest.number if newest else 0,
        newest_at=newest.published_at if newest else None,
        newest_url=version_url(uuid, newest.number) if newest else "",
    )


def _code(material: LessonMaterial, standing: Standing | None) -> str:
    if standing is None:
        return ABSENT
    if standing.withdrawn:
        return BLOCKED if standing.how == BLOCK else WITHDRAWN
    return OUTDATED if standing.number > material.number else NEWEST


def _url(material: LessonMaterial, standing: Standing | None) -> str:
    """Return where a version is read: in the library, or here when only lessons keep it."""
    if standing is None or not standing.is_readable:
        return ""
    if standing.withdrawn:
        return reverse("journal:kept", args=[material.uuid])
    return version_url(material.object_uuid, material.number)
