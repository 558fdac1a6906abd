"""Ready texts of remarks: an institute's, kept by its chiefs, or one expert's own."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.api import User, require
from moderation.canned import offered_to
from moderation.models import CannedRemark, Institute
from moderation.rules import KEEP_TEXT, SEE_QUEUE

# So many of one keeper's; more would not be found again in a list.
MOST_TEXTS = 100
SHIPPED = Path(__file__).resolve().parent.parent / "shipped" / "canned.json"


class TooManyTexts(Exception):
    """The list is full: something has to go before something comes."""


class EmptyTemplate(ValueError):
    """A ready text without a word."""


@transaction.atomic
def keep_text(
    *,
    text: str,
    severity: str,
    by: User,
    now: datetime,
    kind: str = "",
    institute: Institute | None = None,
) -> CannedRemark:
    """Keep a ready text: one's own, or as a chief for all experts of ``institute``.

    Raises ``NotAllowed``, :class:`TooManyTexts` and :class:`EmptyTemplate`.
    """
    require(by, SEE_QUEUE)
    owner = None if institute else by
    made = CannedRemark(
        institute=institute,
        owner=owner,
        kind=kind,
        severity=severity,
        text=_words(text),
        created_at=now,
    )
    require(by, KEEP_TEXT, made)
    if CannedRemark.objects.filter(institute=institute, owner=owner).count() >= MOST_TEXTS:
        raise TooManyTexts
    made.save(force_insert=True)
    return made


@transaction.atomic
def change_text(*, canned: CannedRemark, text: str, severity: str, kind: str, by: User) -> None:
    """Reword a ready text; what was said with it stays as it was said."""
    require(by, KEEP_TEXT, canned)
    canned.text, canned.severity, canned.kind = _words(text), severity, kind
    canned.save(update_fields=["text", "severity", "kind"])


@transaction.atomic
def forget_text(*, canned: CannedRemark, by: User) -> None:
    """Remove a ready text; the remarks said with it stay."""
    require(by, KEEP_TEXT, canned)
    canned.delete()


@transaction.atomic
def add_shipped_texts(*, institute: Institute, by: User, now: datetime) -> int:
    """Give an institute without texts those that come with the library; returns how many."""
    require(by, KEEP_TEXT, CannedRemark(institute=institute))
    if CannedRemark.objects.filter(institute=institute).exists():
        return 0
    texts = json.loads(SHIPPED.read_text(encoding="utf-8"))
    CannedRemark.objects.bulk_create(
        CannedRemark(institute=institute, created_at=now, **facts) for facts in texts
    )
    return len(texts)


def note_use(*, canned: UUID, by: User) -> None:
    """Count that a ready text was said; one that is not offered to the person is not counted."""
    offered_to(by).filter(uuid=canned).update(used=F("used") + 1)


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise EmptyTemplate
    return words
