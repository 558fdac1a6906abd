"""Sending digests: once each, whatever happens to the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from core.api import now as clock
from notices.data import DAILY, PREPARED, SENDING
from notices.letters import write_letter
from notices.models import Digest, Notice
from notices.moments import next_mail
from notices.plans import plan_of
from notices.states import MACHINE

logger = logging.getLogger(__name__)
# Longer than a mail server is waited for (EMAIL_TIMEOUT).
LEASE = timedelta(minutes=10)
# How long a digest that was refused waits before each further attempt.
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))


def send_digests(*, now: datetime) -> int:
    """Send the digests that are prepared, or were left by a killed worker; returns how many."""
    ready = Q(state=PREPARED) & (Q(retry_at__isnull=True) | Q(retry_at__lte=now))
    left = Q(state=SENDING, lease_until__lte=now)
    ids = list(Digest.objects.filter(ready | left).order_by("pk").values_list("pk", flat=True))
    return sum(_send(pk, max(now, clock())) for pk in ids)


def _send(pk: int, now: datetime) -> bool:
    """Claim, send, settle: three steps, and a mail twice only if killed between the last two."""
    digest = _claim(pk, now)
    if digest is None:
        return False
    rows = list(digest.notices.filter(read_at__isnull=True))
    person = digest.person
    if not rows or not (person.is_active and person.email and plan_of(person).is_on):
        _settle(digest, "drop")
        return False
    try:
        write_letter(digest, rows).send()
    except Exception as error:  # whatever a mail backend raises must not stop the others
        logger.warning("digest %s was not sent: %s", digest.uuid, type(error).__name__)
        _put_off(digest, now)
        return False
    return _settle(digest, "finish", sent_at=now, told=len(rows))


def _claim(pk: int, now: datetime) -> Digest | None:
    """Take the digest unless another worker is faster: the row is changed only as it was seen."""
    digest = Digest.objects.select_related("person").filter(pk=pk).first()
    if digest is None or digest.state not in {PREPARED, SENDING}:
        return None
    if digest.state == SENDING and digest.lease_until is not None and digest.lease_until > now:
        return None
    name = "claim" if digest.state == PREPARED else "take_over"
    item = MACHINE.check(name, state=digest.state, subject=digest)
    seen = Digest.objects.filter(pk=pk, state=digest.state, attempts=digest.attempts)
    taken = seen.update(state=item.target, lease_until=now + LEASE, attempts=F("attempts") + 1)
    if not taken:
        return None
    digest.state, digest.lease_until = item.target, now + LEASE
    digest.attempts += 1
    return digest


def _settle(digest: Digest, name: str, **changes: Any) -> bool:
    """Write what became of it, unless another worker took it over meanwhile."""
    item = MACHINE.check(name, state=digest.state, subject=digest)
    mine = Digest.objects.filter(pk=digest.pk, state=SENDING, lease_until=digest.lease_until)
    return bool(mine.update(state=item.target, lease_until=None, **changes))


@transaction.atomic
def _put_off(digest: Digest, now: datetime) -> None:
    """Try again later; after the last pause its notices wait for the next day's digest."""
    if digest.attempts <= len(PAUSES):
        _settle(digest, "postpone", retry_at=now + PAUSES[digest.attempts - 1])
    elif _settle(digest, "give_up"):
        moment = next_mail(DAILY, plan_of(digest.person), now=now)
        Notice.objects.filter(digest=digest).update(digest=None, mail_at=moment)
