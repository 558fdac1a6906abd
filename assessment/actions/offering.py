"""Making many items ready at once, for those who take in whole banks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User, may
from assessment.actions.storing import tell
from assessment.data import DRAFT, EVERYBODY, READY
from assessment.models import BankItem
from assessment.states import MACHINE, OWN_ITEM

_BATCH = 500


@transaction.atomic
def offer_items(*, uuids: Iterable[UUID], by: User, now: datetime) -> int:
    """Make drafts of ``by`` ready and show them to everybody; return how many were drafts.

    The number of queries does not grow. Raises ``TransitionRefused``.
    """
    wanted = BankItem.objects.select_for_update().filter(uuid__in=list(uuids), status=DRAFT)
    rows = list(wanted.select_related("owner").order_by("pk"))
    for row in rows:
        allowed = may(by, OWN_ITEM, row)
        step = MACHINE.check("make_ready", state=row.status, subject=row, allowed=allowed)
        row.status, row.audience, row.changed_at = step.target, EVERYBODY, now
    BankItem.objects.bulk_update(rows, ["status", "audience", "changed_at"], batch_size=_BATCH)
    moved = {"from": DRAFT, "to": READY, "audience": EVERYBODY}
    tell("item_moved", [(row, moved) for row in rows], by, now)
    return len(rows)
