"""Telling people what was found for them: a notice a day for a search, never one an object."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notices.api import notify_each, register_group, register_notice
from notices.data import Facts, Note, NoticeGroup
from search.models import SavedMatch, SavedSearch, Wish

SAVED = "search.saved"
FOUND = "search.found"
ANSWERED = "search.wish_answered"
BATCH = 500
# How long a deleted search may be taken back, and how long it is known what was told already.
UNDO_FOR = timedelta(days=1)
KEPT_MATCHES = timedelta(days=365)
_UNTOLD = Q(matches__told_at=None, matches__isnull=False)


def register_notices() -> None:
    """Register what people hear of their saved searches and wishes."""
    register_group(
        SAVED,
        NoticeGroup(_("My saved searches"), _("New materials that you look for or asked for.")),
    )
    register_notice(
        FOUND,
        group=SAVED,
        title=found_words,
        text=_("You saved this search. It can be paused or deleted on the page of saved searches."),
        example={"name": "Закон Ома, 8 класс", "number": 3},
        icon="bell",
    )
    register_notice(
        ANSWERED,
        group=SAVED,
        title=answered_words,
        text=_("You asked the authors for it."),
        example={"name": "закон ома опыты", "number": 1},
        icon="lightbulb",
    )


def found_words(facts: Facts) -> str:
    """Word what was found for a saved search."""
    words = ngettext(
        "%(number)d new material by “%(name)s”",
        "%(number)d new materials by “%(name)s”",
        facts["number"],
    )
    return words % facts


def answered_words(facts: Facts) -> str:
    """Word the answer to a wish."""
    words = ngettext(
        "There is a material now: “%(name)s”",
        "There are %(number)d materials now: “%(name)s”",
        facts["number"],
    )
    return words % facts


def tell_found(*, now: datetime) -> int:
    """Tell of what was found, a batch of searches at a time; returns how many searches that were.

    Telling and writing down that it was told are one transaction: killed in between, nobody is
    told twice.
    """
    told = 0
    while portion := _tell_some(now):
        told += portion
    return told


@transaction.atomic
def _tell_some(now: datetime) -> int:
    today = localdate(now)
    due = (
        SavedSearch.objects.filter(_UNTOLD, deleted_at=None, paused_at=None)
        .exclude(told_on=today)
        .annotate(fresh=Count("matches", filter=_UNTOLD))
        .select_related("user")
        .order_by("id")[:BATCH]
    )
    rows = list(due)
    if not rows:
        return 0
    for code, some in (
        (FOUND, [row for row in rows if row.wish_id is None]),
        (ANSWERED, [row for row in rows if row.wish_id is not None]),
    ):
        notes = [
            Note(
                recipient=row.user,
                data={"name": row.name, "number": row.fresh},
                url=f"{reverse('search:results')}?{row.query}{_newest(row.query)}",
                dedupe=f"{code}:{row.uuid}:{today}",
            )
            for row in some
        ]
        notify_each(code=code, notes=notes, now=now)
    ids = [row.pk for row in rows]
    SavedMatch.objects.filter(saved__in=ids, told_at=None).update(told_at=now)
    SavedSearch.objects.filter(pk__in=ids).update(told_on=today)
    return len(rows)


def _newest(query: str) -> str:
    return "" if "sort=" in query else "&sort=newest"


def purge_saved(*, now: datetime) -> int:
    """Remove for good what was deleted a day ago, what was told long ago, and wishes of nobody."""
    gone, _models = SavedSearch.objects.filter(deleted_at__lt=now - UNDO_FOR).delete()
    old = SavedMatch.objects.filter(told_at__lt=now - KEPT_MATCHES)
    return gone + old.delete()[0] + Wish.objects.filter(asked_by=None).delete()[0]
