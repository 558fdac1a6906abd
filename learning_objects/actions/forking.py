"""Making a copy of one's own of something published, by whomever, in whatever library."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import record
from learning_objects.actions.creation import OBJECT, insert_object
from learning_objects.actions.drafts import draft_from, fill_draft
from learning_objects.data import Draft, VersionView
from learning_objects.licences import derived_licences
from learning_objects.models import LearningObject
from learning_objects.presenting import object_url, source_address, source_title
from learning_objects.public_queries import get_version
from learning_objects.queries import authors_of
from notices.api import notify


class LicenceForbids(Exception):
    """The licence lets nobody publish a changed copy; ``licence`` names it."""

    def __init__(self, licence: str) -> None:
        super().__init__(licence)
        self.licence = licence


@transaction.atomic
def fork_object(
    *, learning_object: LearningObject, title: str, by: User, now: datetime
) -> LearningObject:
    """Make a draft of ``by`` from the current version; it names what it is based on for ever.

    The copy begins under the licence of the original, which may oblige it to stay there; a check
    at submission sees to it. Raises ``NotAllowed`` and :class:`LicenceForbids`.
    """
    require(by, "learning_objects.fork", learning_object)
    version = get_version(uuid=learning_object.uuid)
    if version is None:
        raise LookupError(f"{learning_object.uuid} has no version")
    if not derived_licences(version.licence):
        raise LicenceForbids(version.licence)
    copy = LearningObject(kind=version.kind, live=False)
    fill_draft(copy, _draft_of(version, title))
    copy.based_on_uuid, copy.based_on_number = version.object_uuid, version.number
    copy.based_on_digest, copy.based_on = version.digest, _facts_of(version)
    made = insert_object(copy, by=by, now=now)
    record(
        action="learning_objects.fork",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=made.uuid,
        now=now,
        data={"title": made.title, "from": str(version.object_uuid), "number": version.number},
    )
    return made


def tell_of_derivative(*, learning_object: LearningObject, title: str, now: datetime) -> None:
    """Tell the authors of the original once that something made from it is in the library."""
    source = learning_object.based_on_uuid
    original = LearningObject.objects.filter(uuid=source).first() if source else None
    if original is None:
        return
    makers = {item.user_id for item in authors_of(learning_object)}
    notify(
        recipients=[row.user for row in authors_of(original) if row.user_id not in makers],
        code="learning_objects.derived",
        data={"title": title, "original": original.title},
        url=object_url(learning_object.uuid),
        now=now,
        dedupe=f"learning_objects.derived:{learning_object.uuid}",
    )


def _draft_of(version: VersionView, title: str) -> Draft:
    draft = draft_from(version.content)
    draft.title = title.strip()[:200] or version.title
    return draft


def _facts_of(version: VersionView) -> dict[str, Any]:
    """Return ``data.BasedOn`` as JSON."""
    return {
        "uuid": str(version.object_uuid),
        "number": version.number,
        "digest": version.digest,
        "title": version.title,
        "authors": [author.name for author in version.authors],
        "licence": version.licence,
        "source": source_title(version),
        "address": source_address(version),
    }
