"""The parts of ``notices`` when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import ngettext

from accounts.api import User
from accounts.data import LifecyclePart
from notices.data import PREPARED
from notices.models import Digest, MailChoice, MailSettings, Notice

MODELS = (Digest, MailChoice, MailSettings)
RELATIONS = frozenset(
    {
        "notices.Notice.recipient",
        "notices.Digest.person",
        "notices.MailChoice.person",
        "notices.MailSettings.person",
    }
)


def merge_part() -> LifecyclePart:
    """Return what a merge does with notices."""
    return LifecyclePart(describe_merge, apply_merge, RELATIONS)


def erasure_part() -> LifecyclePart:
    """Return what an erasure does with notices."""
    return LifecyclePart(describe_erasure, apply_erasure, RELATIONS)


def describe_merge(gone: User) -> list[str]:
    """Say that the notices of ``gone`` move over."""
    number = Notice.objects.filter(recipient=gone).count()
    words = ngettext("%(number)d notice moves over.", "%(number)d notices move over.", number)
    return [words % {"number": number}] if number else []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move the notices that ``kept`` was not told too; what ``kept`` chose about mail holds.

    Digests of ``gone`` that have not left are given up: their notices wait for the next of
    ``kept``. One that is being sent counts as sent.
    """
    keys = Notice.objects.filter(recipient=kept).exclude(dedupe="").values("dedupe")
    Notice.objects.filter(recipient=gone, dedupe__in=keys).delete()
    waiting = Notice.objects.filter(digest__person=gone, digest__state=PREPARED)
    waiting.update(digest=None, mail_at=now)
    Notice.objects.filter(recipient=gone).update(recipient=kept)
    for model in MODELS:
        model._default_manager.filter(person=gone).delete()


def describe_erasure(user: User) -> list[str]:
    """Say that the notices of ``user`` go."""
    number = Notice.objects.filter(recipient=user).count()
    words = ngettext("%(number)d notice is removed.", "%(number)d notices are removed.", number)
    return [words % {"number": number}] if number else []


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Remove the notices, the digests and what was chosen about them."""
    Notice.objects.filter(recipient=user).delete()
    for model in MODELS:
        model._default_manager.filter(person=user).delete()
