"""Reads for everyone: published versions only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from learning_objects.data import AuthorView, TopicRef, VersionLine, VersionView
from learning_objects.models import LearningObject, LearningObjectVersion


def view_of(version: LearningObjectVersion) -> VersionView:
    """Return the typed view of a version row fetched by :func:`_versions`."""
    learning_object = version.learning_object
    return VersionView(
        object_uuid=learning_object.uuid,
        number=version.number,
        kind=version.kind,
        title=version.title,
        summary=version.summary,
        language=version.language,
        licence=version.licence,
        length_minutes=version.length_minutes,
        topics=tuple(TopicRef(topic.node_uuid, topic.relation) for topic in version.topics.all()),
        tags=tuple(version.tags),
        authors=tuple(
            AuthorView(UUID(author["uuid"]), author["name"], author["role"])
            for author in version.authors
        ),
        content=version.content,
        text=version.text,
        digest=version.digest,
        institute_title=version.institute_title,
        published_at=version.published_at,
        first_published_at=learning_object.first_published_at or version.published_at,
        withdrawn=learning_object.withdrawn_at is not None,
    )


def _versions() -> QuerySet[LearningObjectVersion]:
    return LearningObjectVersion.objects.select_related("learning_object").prefetch_related(
        "topics"
    )


def get_version(*, uuid: UUID, number: int | None = None) -> VersionView | None:
    """Return a published version, the current one without ``number``; ``None`` when there is none.

    A withdrawn object still answers, with ``withdrawn`` set.
    """
    found = _versions().filter(learning_object__uuid=uuid)
    if number is not None:
        version = found.filter(number=number).first()
    else:
        version = found.order_by("-number").first()
    return view_of(version) if version else None


def get_versions(uuids: Iterable[UUID]) -> dict[UUID, VersionView]:
    """Return the current public versions of ``uuids``; drafts and withdrawn ones are left out."""
    public = LearningObject.objects.filter(
        uuid__in=list(uuids), current_version__isnull=False, withdrawn_at__isnull=True
    )
    found = _versions().filter(id__in=public.values("current_version_id"))
    return {version.learning_object.uuid: view_of(version) for version in found}


def public_uuids() -> Iterator[UUID]:
    """Yield the uuids of all public objects in order of their id."""
    yield from (
        LearningObject.objects.filter(current_version__isnull=False, withdrawn_at__isnull=True)
        .order_by("id")
        .values_list("uuid", flat=True)
        .iterator(chunk_size=2000)
    )


def versions_of(uuid: UUID) -> tuple[VersionLine, ...]:
    """Return the versions of an object, the newest first, without their content."""
    rows = LearningObjectVersion.objects.filter(learning_object__uuid=uuid).order_by("-number")
    fields = ("number", "title", "published_at", "institute_title", "digest")
    return tuple(VersionLine(*row) for row in rows.values_list(*fields))
