"""Once before the deadline, who is still writing is reminded of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from moderation.commissions import announcing
from moderation.commissions.data import ALIVE, REMIND_DAYS, WORKING
from moderation.models import Taking

BATCH = 500


@transaction.atomic
def remind_of_deadlines(*, now: datetime) -> int:
    """Tell each author once that at most three days are left; returns how many were told.

    Running it twice, or at the same time, tells nobody twice; a prolonged call reminds anew.
    """
    today = timezone.localdate(now)
    due = Taking.objects.filter(
        state=WORKING,
        reminded_at__isnull=True,
        commission__state__in=ALIVE,
        commission__deadline__range=(today, today + timedelta(days=REMIND_DAYS)),
    )
    found = due.select_for_update(of=("self",)).select_related("author", "commission__created_by")
    rows = list(found.order_by("pk")[:BATCH])
    for taking in rows:
        announcing.tell_due(taking, now=now)
    Taking.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=now)
    return len(rows)
