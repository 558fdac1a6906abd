"""How much stands behind each tab and filter of the queue, from kept numbers.

``QueueCount`` knows how many works lie in each queue. What it cannot know is counted beside it, by
indexes and few rows each: leases that are over, deadlines that the sweeper has not marked yet, what
the person holds, and what is hidden because the person has an interest in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from accounts.api import User
from moderation.data import (
    ALL,
    AWAITED,
    CLAIMED,
    FREE,
    MINE,
    OVERDUE,
    QUEUED,
    RETURNED,
    TEAM,
    WAITING_STATES,
    WHICH,
    QueueFilters,
)
from moderation.interests import conflicting, institute_ids
from moderation.models import Institute, QueueCount, Submission
from moderation.work_queries import MOST_COUNTED, inside, queue, ways

CAP = MOST_COUNTED + 1
SHARED = (ALL, FREE, TEAM, OVERDUE, AWAITED)


def count_by_which(
    user: User, *, now: datetime, filters: QueueFilters | None = None
) -> dict[str, int]:
    """Return how many stand behind each value of ``QueueFilters.which``, at most MOST_COUNTED + 1.

    Six queries. ``filters`` narrows, but not to words and not to a person (:func:`count_queue`).
    """
    within = inside(user, filters or QueueFilters())
    hidden = _count_hidden(user, within, now)
    kept = _kept_by_which(within)
    rest = Submission.objects.filter(within).order_by()
    lapsed = rest.filter(state=CLAIMED, lease_until__lt=now)
    # Of ``is_late=False`` Django makes "NOT is_late", for which SQLite has no use of an index.
    unmarked = rest.filter(is_waiting=1, is_late__in=[False], due_at__lt=now)
    kept[FREE] += lapsed[: CAP + hidden[FREE]].count()
    kept[OVERDUE] += unmarked[: CAP + hidden[OVERDUE]].count()
    found = {which: min(max(0, kept[which] - hidden[which]), CAP) for which in SHARED}
    mine = replace(filters or QueueFilters(), which=MINE)
    found[MINE] = queue(user, mine, now=now, most=CAP).order_by()[:CAP].count()
    return {which: found[which] for which in WHICH}


def count_queue(user: User, filters: QueueFilters, *, now: datetime) -> int:
    """Return how many ``queue`` finds, at most MOST_COUNTED + 1.

    Words and people are in no kept number: with them rows are counted, up to the limit.
    """
    if filters.text or filters.person or filters.which == MINE:
        return queue(user, filters, now=now, most=CAP).order_by()[:CAP].count()
    return count_by_which(user, now=now, filters=filters)[filters.which]


def _kept_by_which(within: Q) -> Counter[str]:
    rows = QueueCount.objects.filter(within).values("state", "is_late").order_by()
    found = Counter[str]()
    for state, is_late, number in rows.annotate(n=Sum("number")).values_list(
        "state", "is_late", "n"
    ):
        found[{QUEUED: FREE, CLAIMED: TEAM, RETURNED: AWAITED}[state]] += number
        if state in WAITING_STATES:
            found[ALL] += number
            found[OVERDUE] += number * is_late
    return found


def _count_hidden(user: User, within: Q, now: datetime) -> dict[str, int]:
    """Return how many of each the person may not see because of an interest; two queries."""
    conditions = ways(user, now)
    # The conditions stand inside the counts, so that no index of the queue tempts the database to
    # begin with the queue: there is little of what the person has an interest in.
    wanted: dict[str, Any] = {
        f"in_{which}": Count("pk", filter=within & conditions[which]) for which in SHARED
    }
    concerned = conflicting(user)
    found = Submission.objects.filter(pk__in=concerned).aggregate(**wanted) if concerned else {}
    return {which: found.get(f"in_{which}", 0) for which in SHARED}


def filter_choices(user: User) -> dict[str, list[Any]]:
    """Return what of subjects (uuids), grades and institutes ``user`` may filter by.

    From what waits for the institute now; one query beside the institutes.
    """
    rows = (
        QueueCount.objects.filter(inside(user, QueueFilters()), state__in=WAITING_STATES)
        .order_by()
        .values("subject_uuid", "grade")
        .annotate(n=Sum("number"))
        .filter(n__gt=0)
        .values_list("subject_uuid", "grade")
    )
    pairs = list(rows)
    institutes = Institute.objects.filter(pk__in=institute_ids(user)).order_by("title")
    return {
        "subjects": sorted({subject for subject, _grade in pairs if subject}, key=str),
        "grades": sorted({grade for _subject, grade in pairs if grade}),
        "institutes": list(institutes.values_list("uuid", "title")),
    }
