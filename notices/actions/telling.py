"""Telling people something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection

from accounts.api import User
from notices.data import DEDUPE_LENGTH, Facts
from notices.kinds import kinds
from notices.models import Notice
from notices.moments import next_mail
from notices.places import check_place
from notices.plans import plans_of

# Recipients whose preferences are read at once.
BATCH = 500


class WrongFacts(ValueError):
    """The data of a notice has other keys than the example of its kind."""


def notify(
    *,
    recipients: Iterable[User],
    code: str,
    data: Facts,
    url: str,
    now: datetime,
    dedupe: str = "",
) -> None:
    """Tell ``recipients`` what happened, within the transaction in which it happened.

    Each gets one notice, also who is named twice; who was merged into another account is told
    there, and nobody is told who is suspended or erased. With ``dedupe`` a recipient is told once
    and never again under that key (``"submission:<uuid>:returned:2"``). The number of queries does
    not depend on the number of recipients, up to a batch. Raises ``RuntimeError`` outside a
    transaction, ``UnknownRegistration``, :class:`WrongFacts`, ``WrongPlace``.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"notify({code!r}) outside a transaction")
    _check(code, data, dedupe)
    facts, place = dict(data), check_place(url)
    told: set[int] = set()
    ids = sorted({person.pk for person in recipients})
    for start in range(0, len(ids), BATCH):
        people = [row for row in _readers(ids[start : start + BATCH]) if row.pk not in told]
        told |= {row.pk for row in people}
        Notice.objects.bulk_create(
            (
                Notice(
                    recipient=person,
                    code=code,
                    data=facts,
                    url=place,
                    dedupe=dedupe,
                    created_at=now,
                    mail_at=moment,
                )
                for person, moment in _with_moments(people, kinds.get(code).group, now)
            ),
            ignore_conflicts=True,
        )


def _check(code: str, data: Facts, dedupe: str) -> None:
    expected = set(kinds.get(code).example)
    if set(data) != expected:
        raise WrongFacts(f"{code}: {sorted(data)} instead of {sorted(expected)}")
    if len(dedupe) > DEDUPE_LENGTH:
        raise ValueError(f"{code}: a dedupe key of more than {DEDUPE_LENGTH} characters")


def _readers(ids: list[int]) -> list[User]:
    """Return who may read notices of ``ids``, each once: of a merged account the one that stays."""
    rows = User.objects.filter(pk__in=ids).select_related("merged_into")
    kept = {row.pk: row for found in rows for row in [found.merged_into or found]}
    return [row for row in kept.values() if row.is_active]


def _with_moments(
    people: list[User], group: str, now: datetime
) -> Iterator[tuple[User, datetime | None]]:
    plans = plans_of(people, group=group)
    for person in people:
        frequency, plan = plans[person.pk]
        yield person, next_mail(frequency, plan, now=now) if person.email else None
