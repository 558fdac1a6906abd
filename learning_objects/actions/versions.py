"""Appending an immutable version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.models import Revision

from learning_objects.assets import assets_of
from learning_objects.content import content_of_revision, digest_of
from learning_objects.data import Provenance
from learning_objects.models import (
    LearningObject,
    LearningObjectVersion,
    VersionAsset,
    VersionTopic,
)
from learning_objects.plain_text import text_of
from learning_objects.queries import authors_of


def append_version(
    *, learning_object: LearningObject, revision: Revision, provenance: Provenance, now: datetime
) -> LearningObjectVersion:
    """Write the next version from a stored revision; the caller holds the transaction."""
    content = content_of_revision(revision)
    authors = [
        {"uuid": str(item.user.uuid), "name": item.user.full_name, "role": item.role}
        for item in authors_of(learning_object)
    ]
    previous = learning_object.versions.order_by("-number").values_list("number", flat=True).first()
    version = LearningObjectVersion.objects.create(
        learning_object=learning_object,
        number=(previous or 0) + 1,
        revision_id_published=revision.pk,
        digest=digest_of({"kind": learning_object.kind, "authors": authors, **content}),
        kind=learning_object.kind,
        title=content["title"],
        summary=content["summary"],
        language=content["language"],
        licence=content["licence"],
        length_minutes=content["length_minutes"],
        content=content,
        authors=authors,
        tags=content["tags"],
        text=text_of(content),
        institute_uuid=provenance.institute_uuid,
        institute_title=provenance.institute_title,
        decision_uuid=provenance.decision_uuid,
        moderator_uuid=provenance.moderator_uuid,
        published_at=now,
    )
    _append_links(version, content)
    return version


def _append_links(version: LearningObjectVersion, content: dict[str, Any]) -> None:
    VersionTopic.objects.bulk_create(
        VersionTopic(
            version=version,
            node_uuid=topic["node_uuid"],
            relation=topic["relation"],
            position=place,
        )
        for place, topic in enumerate(content["topics"])
    )
    VersionAsset.objects.bulk_create(
        VersionAsset(version=version, code=code, asset_id=asset_id)
        for code, asset_id in sorted(set(assets_of(content["body"])))
    )
