"""What people choose about their mail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.api import User
from notices.data import OFF
from notices.kinds import kinds
from notices.models import MailChoice, MailSettings, Notice
from notices.moments import next_mail
from notices.plans import frequencies_of, plan_of


@transaction.atomic
def choose_mail(
    *, is_on: bool, hour: int, zone: str, frequencies: Mapping[str, str], by: User, now: datetime
) -> None:
    """Write down what ``by`` wants; what waits for mail then waits by the new choice."""
    MailSettings.objects.update_or_create(
        person=by, defaults={"is_on": is_on, "hour": hour, "zone": zone}
    )
    for group, frequency in frequencies.items():
        MailChoice.objects.update_or_create(
            person=by, group=group, defaults={"frequency": frequency}
        )
    _wait_anew(by, now)


@transaction.atomic
def stop_mail(*, person: User, now: datetime) -> None:
    """Send ``person`` no digests any more; the notices on the page stay."""
    MailSettings.objects.update_or_create(person=person, defaults={"is_on": False})
    _wait_anew(person, now)


@transaction.atomic
def resume_mail(*, person: User, now: datetime) -> None:
    """Send ``person`` digests again, about what happens from now on."""
    MailSettings.objects.update_or_create(person=person, defaults={"is_on": True})


def _wait_anew(person: User, now: datetime) -> None:
    waiting = Notice.objects.filter(recipient=person, mail_at__isnull=False)
    plan, chosen = plan_of(person), frequencies_of(person)
    for group, frequency in chosen.items():
        codes = [code for code, kind in kinds if kind.group == group]
        moment = next_mail(frequency, plan, now=now) if frequency != OFF else None
        waiting.filter(code__in=codes).update(mail_at=moment)
