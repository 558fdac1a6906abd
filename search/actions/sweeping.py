"""What has to be done for people every few minutes: look for what is new, tell, tidy up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from search.querylog.reports import purge_log
from search.saved.percolation import find_matches
from search.saved.telling import purge_saved, tell_found


@dataclass(frozen=True, slots=True)
class Swept:
    """How many publications were matched, how many searches told of, how many rows removed."""

    publications: int
    told: int
    removed: int


def sweep_searches(*, now: datetime) -> Swept:
    """Match new publications with saved searches, tell people, remove what is too old."""
    done = 0
    while some := find_matches(now=now):
        done += some
    told = tell_found(now=now)
    removed = purge_saved(now=now)
    removed += purge_log(before=localdate(now) - timedelta(days=settings.SEARCH_LOG_DAYS))
    return Swept(done, told, removed)
