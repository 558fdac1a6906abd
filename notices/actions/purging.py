"""Forgetting what nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from notices.data import PREPARED, SENDING
from notices.models import Digest, Notice

DIGEST_DAYS = 60


def purge_notices(*, now: datetime) -> int:
    """Remove old notices: read ones first, then those that nobody read; returns how many."""
    read = now - timedelta(days=settings.NOTICE_DAYS_READ)
    unread = now - timedelta(days=settings.NOTICE_DAYS)
    old = Notice.objects.filter(created_at__lt=read, read_at__lt=read)
    removed, _rows = old.delete()
    removed += Notice.objects.filter(created_at__lt=unread).delete()[0]
    done = Digest.objects.exclude(state__in=[PREPARED, SENDING])
    done.filter(created_at__lt=now - timedelta(days=DIGEST_DAYS)).delete()
    return removed
