"""Gathering what waits for mail: one digest of a person a day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User
from notices.data import DAILY
from notices.models import Digest, Notice
from notices.moments import local_day, next_mail
from notices.plans import plan_of

BATCH = 200


def prepare_digests(*, now: datetime) -> int:
    """Make a digest for everybody whose unread notices are due; returns how many.

    A notice stands in one digest for ever: it is put there in the transaction that makes the
    digest, so a worker that is killed has either done both or neither.
    """
    made = 0
    while ids := _due_people(now):
        made += sum(_prepare(pk, now) for pk in ids)
    return made


def _due_people(now: datetime) -> list[int]:
    rows = Notice.objects.filter(mail_at__lte=now, read_at__isnull=True).order_by()
    return list(rows.values_list("recipient", flat=True).distinct()[:BATCH])


@transaction.atomic
def _prepare(pk: int, now: datetime) -> bool:
    """Make the digest of one person; whatever happens, nothing of theirs is due afterwards."""
    person = User.objects.select_for_update().get(pk=pk)
    due = Notice.objects.filter(recipient=person, mail_at__lte=now, read_at__isnull=True)
    plan = plan_of(person)
    if not (person.is_active and person.email and plan.is_on):
        due.update(mail_at=None)
        return False
    day = local_day(plan, now=now)
    if Digest.objects.filter(person=person, day=day).exists():
        due.update(mail_at=next_mail(DAILY, plan, now=now))
        return False
    digest = Digest.objects.create(person=person, day=day, created_at=now)
    due.update(digest=digest, mail_at=None)
    return True
