"""Telling people something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from accounts.api import User
from notices.data import DEDUPE_LENGTH, Facts, Note
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
    once = {person.pk: person for person in recipients}
    _check(code, data, dedupe)
    notes = [Note(person, data, url, dedupe) for person in once.values()]
    _tell(code, notes, now, once=True)


def notify_each(*, code: str, notes: Iterable[Note], now: datetime) -> None:
    """Tell every person something of their own, at the queries of one :func:`notify`.

    For sweepers and events that concern many: each their own number, title and place. Raises as
    :func:`notify` does.
    """
    given = list(notes)
    for note in given:
        _check(code, note.data, note.dedupe)
    _tell(code, given, now, once=False)


def _tell(code: str, notes: list[Note], now: datetime, *, once: bool) -> None:
    """Write the notices; ``once``: all say the same, so who stands for two accounts gets one."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"notify({code!r}) outside a transaction")
    places = {url: check_place(url) for url in {note.url for note in notes}}
    told: set[int] = set()
    by_person: dict[int, list[Note]] = {}
    for note in notes:
        by_person.setdefault(note.recipient.pk, []).append(note)
    ids = sorted(by_person)
    for start in range(0, len(ids), BATCH):
        chosen = ids[start : start + BATCH]
        pairs = _readers(chosen)
        people = list({reader.pk: reader for _pk, reader in pairs}.values())
        moments = _moments(people, kinds.get(code).group, now)
        rows = []
        for pk, reader in pairs:
            if once and reader.pk in told:
                continue
            told.add(reader.pk)
            rows += [
                Notice(
                    recipient=reader,
                    code=code,
                    data=dict(note.data),
                    url=places[note.url],
                    dedupe=note.dedupe,
                    created_at=now,
                    mail_at=moments[reader.pk],
                )
                for note in by_person[pk]
            ]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _check(code: str, data: Facts, dedupe: str) -> None:
    expected = set(kinds.get(code).example)
    if set(data) != expected:
        raise WrongFacts(f"{code}: {sorted(data)} instead of {sorted(expected)}")
    if len(dedupe) > DEDUPE_LENGTH:
        raise ValueError(f"{code}: a dedupe key of more than {DEDUPE_LENGTH} characters")


def _readers(ids: list[int]) -> list[tuple[int, User]]:
    """Return (id, who reads its notices): of a merged account the one that stays."""
    rows = User.objects.filter(pk__in=ids).select_related("merged_into")
    pairs = [(row.pk, row.merged_into or row) for row in rows]
    return [(pk, reader) for pk, reader in pairs if reader.is_active]


def _moments(people: list[User], group: str, now: datetime) -> dict[int, datetime | None]:
    """Return by person from when a notice waits for a mail, ``None`` when it never does."""
    plans = plans_of(people, group=group)
    moments: dict[int, datetime | None] = {}
    for person in people:
        frequency, plan = plans[person.pk]
        moments[person.pk] = next_mail(frequency, plan, now=now) if person.email else None
    return moments
