"""Publishing an edition of a framework."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User, may
from core.api import emit, record
from framework.actions.drafting import lock_frameworks
from framework.actions.node_rows import digest_of
from framework.actions.succession import read_states, write_changes
from framework.changes import NodeState
from framework.data import PUBLISHED_TOPIC
from framework.models import FrameworkNode, FrameworkVersion
from framework.snapshot import forget_tree
from framework.states import MACHINE, MANAGE


class EditionOutdated(Exception):
    """The edition was opened from one that was replaced or corrected since.

    ``label`` names the published one.
    """

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@transaction.atomic
def publish_version(*, version: FrameworkVersion, by: User | None, now: datetime) -> None:
    """Make ``version`` the one that everybody sees; the edition before it is superseded.

    The change map from that edition is written along. ``by`` is ``None`` for the system. Raises
    ``TransitionRefused``, :class:`EditionOutdated`.
    """
    lock_frameworks()
    fresh = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    allowed = by is None or may(by, MANAGE)
    target = MACHINE.check("publish", state=fresh.status, subject=fresh, allowed=allowed).target
    former = _supersede(fresh)
    fresh.status = version.status = target
    fresh.published_at = now
    if fresh.opened_by_id is not None:  # written node by node; an import knows its digest
        fresh.digest = version.digest = _digest(fresh)
    fresh.save(update_fields=["status", "published_at", "follows", "digest"])
    changes = write_changes(fresh, former)
    payload = {"digest": fresh.digest, "changes": changes}
    emit(topic=PUBLISHED_TOPIC, key=str(fresh.uuid), now=now, payload=payload)
    record(
        action="framework.publish",
        by=by.uuid if by else None,
        object_code="framework.version",
        object_uuid=fresh.uuid,
        now=now,
        data={"label": fresh.label, **payload},
    )
    forget_tree()
    transaction.on_commit(forget_tree)


def _digest(version: FrameworkVersion) -> str:
    rows = FrameworkNode.objects.filter(version=version).order_by("path")
    return digest_of(rows.iterator(chunk_size=2000))


def _supersede(fresh: FrameworkVersion) -> dict[UUID, NodeState]:
    """End the edition before ``fresh`` and return its nodes."""
    before = (
        FrameworkVersion.objects.select_for_update()
        .filter(framework_id=fresh.framework_id, status=FrameworkVersion.Status.PUBLISHED)
        .first()
    )
    if before is None:
        return {}
    known = fresh.follows_id == before.pk and fresh.follows_digest == before.digest
    if fresh.opened_by_id is not None and not known:
        raise EditionOutdated(before.label)
    fresh.follows = before
    before.status = MACHINE.check("supersede", state=before.status, subject=before).target
    before.save(update_fields=["status"])
    return read_states(before)
