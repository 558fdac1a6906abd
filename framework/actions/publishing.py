"""Publishing an edition of a framework."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, may
from core.api import emit, record
from framework.data import PUBLISHED_TOPIC
from framework.models import FrameworkVersion
from framework.snapshot import forget_tree
from framework.states import MACHINE, MANAGE


@transaction.atomic
def publish_version(*, version: FrameworkVersion, by: User | None, now: datetime) -> None:
    """Make ``version`` the one that everybody sees; the edition before it is superseded.

    ``by`` is ``None`` for the system. Raises ``TransitionRefused``.
    """
    fresh = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    allowed = by is None or may(by, MANAGE)
    target = MACHINE.check("publish", state=fresh.status, subject=fresh, allowed=allowed).target
    former = FrameworkVersion.objects.select_for_update().filter(
        framework_id=fresh.framework_id, status=FrameworkVersion.Status.PUBLISHED
    )
    for edition in former:
        edition.status = MACHINE.check("supersede", state=edition.status, subject=edition).target
        edition.save(update_fields=["status"])
    fresh.status = version.status = target
    fresh.save(update_fields=["status"])
    emit(topic=PUBLISHED_TOPIC, key=str(fresh.uuid), now=now, payload={"digest": fresh.digest})
    record(
        action="framework.publish",
        by=by.uuid if by else None,
        object_code="framework.version",
        object_uuid=fresh.uuid,
        now=now,
        data={"label": fresh.label, "digest": fresh.digest},
    )
    forget_tree()
    transaction.on_commit(forget_tree)
