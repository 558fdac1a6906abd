"""Reports on an author's work that whoever pays for it can check."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from accounts.api import User, require
from core.api import record
from learning_objects.author_facts import author_facts, digest_of
from learning_objects.models import AuthorReport, HiddenAuthorPage

# Without letters and digits that are mistaken for one another on paper; 60 bits.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LONGEST_DAYS = 366 * 5
AUTHOR_OBJECT = "accounts.user"


class InvalidPeriod(ValueError):
    """The period ends before it begins, or is longer than five years."""


@transaction.atomic
def make_report(*, author: User, since: date, until: date, by: User, now: datetime) -> AuthorReport:
    """Write down what the author's work came to; the row never changes afterwards.

    Raises ``NotAllowed``, :class:`InvalidPeriod`.
    """
    require(by, "learning_objects.report_on_author", author)
    if until < since or (until - since).days > LONGEST_DAYS:
        raise InvalidPeriod
    facts = author_facts(author, since=since, until=until)
    report = AuthorReport.objects.create(
        code="-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3)),
        author_uuid=author.uuid,
        made_by_uuid=by.uuid,
        since=since,
        until=until,
        facts=facts,
        digest=digest_of(facts),
        made_at=now,
    )
    record(
        action="learning_objects.make_report",
        by=by.uuid,
        object_code=AUTHOR_OBJECT,
        object_uuid=author.uuid,
        now=now,
        data={"report": str(report.uuid), "since": str(since), "until": str(until)},
    )
    return report


@transaction.atomic
def hide_author_page(*, user: User, hidden: bool, now: datetime) -> None:
    """Take one's public page away, or put it back; the objects stay, under their authors' names."""
    if hidden:
        HiddenAuthorPage.objects.get_or_create(user=user, defaults={"hidden_at": now})
    else:
        HiddenAuthorPage.objects.filter(user=user).delete()
