"""What people chose about their mail, with the defaults of those who chose nothing."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from accounts.api import User
from notices.data import DEFAULT_HOUR, OFF, MailPlan
from notices.kinds import groups
from notices.models import MailChoice, MailSettings


def plan_of(person: User) -> MailPlan:
    """Return when the digests of ``person`` leave; one query."""
    return _plan(MailSettings.objects.filter(person=person).first())


def frequencies_of(person: User) -> dict[str, str]:
    """Return the frequency of every registered group for ``person``; one query."""
    chosen = dict(MailChoice.objects.filter(person=person).values_list("group", "frequency"))
    return {code: chosen.get(code, group.frequency) for code, group in groups}


def plans_of(people: Iterable[User], *, group: str) -> dict[int, tuple[str, MailPlan]]:
    """Return the frequency of ``group`` and the plan of each person, by id; two queries."""
    ids = [person.pk for person in people]
    default = groups.get(group).frequency if group in groups else OFF
    choices = dict(
        MailChoice.objects.filter(person__in=ids, group=group).values_list("person", "frequency")
    )
    rows = {row.person_id: row for row in MailSettings.objects.filter(person__in=ids)}
    return {pk: (choices.get(pk, default), _plan(rows.get(pk))) for pk in ids}


def _plan(row: MailSettings | None) -> MailPlan:
    if row is None:
        return MailPlan(True, DEFAULT_HOUR, settings.TIME_ZONE)
    return MailPlan(row.is_on, row.hour, _known(row.zone) or settings.TIME_ZONE)


def _known(zone: str) -> str:
    """Return ``zone``, or nothing when the machine's time zone database has lost it."""
    try:
        return str(ZoneInfo(zone)) if zone else ""
    except (ZoneInfoNotFoundError, ValueError):
        return ""
