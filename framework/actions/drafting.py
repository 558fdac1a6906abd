"""Opening an edition to write in, and leaving it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from core.api import record
from framework.actions.node_rows import make_rows, read_present, write_rows
from framework.models import Framework, FrameworkVersion
from framework.states import MANAGE


class EditionExists(ValueError):
    """The framework has an edition of that label; ``label`` names it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class NotADraft(Exception):
    """The edition has been published and its nodes are no longer edited one by one."""


@transaction.atomic
def open_draft(
    *, framework: UUID, label: str, note: str, by: User, now: datetime
) -> FrameworkVersion:
    """Make a draft of the next edition, with every node of the published one under its own uuid.

    Raises :class:`EditionExists`, ``Framework.DoesNotExist``, ``NotAllowed``.
    """
    require(by, MANAGE)
    lock_frameworks()
    owner = Framework.objects.get(uuid=framework)
    if owner.versions.filter(label=label).exists():
        raise EditionExists(label)
    published = owner.versions.filter(status=FrameworkVersion.Status.PUBLISHED).first()
    draft = FrameworkVersion.objects.create(
        framework=owner,
        label=label,
        note=note,
        opened_by=by,
        follows=published,
        follows_digest=published.digest if published else "",
        imported_at=now,
    )
    if published is not None:
        write_rows(draft, make_rows(draft, read_present(published).roots))
    _record("framework.open_draft", draft, by, now)
    return draft


@transaction.atomic
def discard_draft(*, version: UUID, by: User, now: datetime) -> None:
    """Throw the draft away with its nodes. Raises :class:`NotADraft`, ``NotAllowed``."""
    require(by, MANAGE)
    draft = draft_to_edit(version)
    _record("framework.discard_draft", draft, by, now)
    draft.delete()


def draft_to_edit(uuid: UUID) -> FrameworkVersion:
    """Return the draft, locked until the transaction ends. Raises :class:`NotADraft`."""
    lock_frameworks()
    version = FrameworkVersion.objects.select_for_update().get(uuid=uuid)
    if version.status != FrameworkVersion.Status.DRAFT:
        raise NotADraft
    return version


def lock_frameworks() -> None:
    """Let one writer at a time at all frameworks, until its transaction ends.

    All editions share the roots of one treebeard table: moving a root of one shifts the paths of
    others, and two that add a root at once would take the same path. Edits are few and short.
    """
    list(Framework.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _record(action: str, draft: FrameworkVersion, by: User, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid,
        object_code="framework.version",
        object_uuid=draft.uuid,
        now=now,
        data={"framework": draft.framework.key, "label": draft.label},
    )
