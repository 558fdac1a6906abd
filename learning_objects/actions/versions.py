"""Appending an immutable version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from learning_objects.actions.publishers import publisher_content
from learning_objects.actions.suggesting import credit_suggestions
from learning_objects.assets import assets_of
from learning_objects.content import content_of_revision, version_digest
from learning_objects.data import AssetLink, Provenance
from learning_objects.models import (
    LearningObject,
    LearningObjectVersion,
    VersionAsset,
    VersionTopic,
)
from learning_objects.plain_text import text_of
from learning_objects.queries import authors_of

_BATCH = 500


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
    number = (previous or 0) + 1
    content |= _thanks(learning_object, revision, number)
    version = LearningObjectVersion.objects.create(
        learning_object=learning_object,
        number=number,
        revision_id_published=revision.pk,
        digest=version_digest(kind=learning_object.kind, authors=authors, content=content),
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
    links = [AssetLink(code, pk, pk) for code, pk in sorted(set(assets_of(content["body"])))]
    append_links([(version, content, links)])
    return version


def _thanks(learning_object: LearningObject, revision: Revision, number: int) -> dict[str, Any]:
    """Return what version ``number`` says of whose edits it took, and of its publisher."""
    facts = {
        "credits": credit_suggestions(
            learning_object=learning_object, revision=revision, number=number
        ),
        "publisher": publisher_content(learning_object),
    }
    return {name: value for name, value in facts.items() if value}


def append_links(
    appended: Sequence[tuple[LearningObjectVersion, dict[str, Any], Sequence[AssetLink]]],
) -> None:
    """Write what versions cover and show; every version comes with its content and its assets."""
    VersionTopic.objects.bulk_create(
        (
            VersionTopic(
                version=version,
                node_uuid=topic["node_uuid"],
                relation=topic["relation"],
                position=place,
            )
            for version, content, _assets in appended
            for place, topic in enumerate(content["topics"])
        ),
        batch_size=_BATCH,
    )
    VersionAsset.objects.bulk_create(
        (
            VersionAsset(
                version=version,
                code=link.code,
                asset_id=link.asset_id,
                origin_id=None if link.origin_id == link.asset_id else link.origin_id,
            )
            for version, _content, assets in appended
            for link in assets
        ),
        batch_size=_BATCH,
    )
