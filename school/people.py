"""What happens to places and guardianships when two accounts become one, and when one is erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from school.calendar import school_day
from school.models import Guardianship, Membership
from school.standings import forget_standings

RELATIONS = frozenset(
    {
        "school.Membership.person",
        "school.Guardianship.guardian",
        "school.Guardianship.pupil",
    }
)
DAY = timedelta(days=1)


def register_people() -> None:
    """Register the package's parts."""
    register_merge("school", LifecyclePart(describe_merge, apply_merge, RELATIONS))
    register_erasure("school", LifecyclePart(describe_erasure, apply_erasure))


def describe_merge(gone: User) -> list[str]:
    """Say how many places and families pass to the other account."""
    places, families = Membership.objects.filter(person=gone).count(), _families(gone).count()
    lines = []
    if places:
        words = ngettext(
            "%(number)d place in a school passes to the other account.",
            "%(number)d places in schools pass to the other account.",
            places,
        )
        lines.append(words % {"number": places})
    if families:
        words = ngettext(
            "%(number)d guardianship passes to the other account.",
            "%(number)d guardianships pass to the other account.",
            families,
        )
        lines.append(words % {"number": families})
    return lines


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Let everything be of ``kept``; places of one kind that touch become one period."""
    pair = [kept, gone]
    # Nobody answers for themselves: such a row was a mistake about two accounts.
    Guardianship.objects.filter(guardian__in=pair, pupil__in=pair).delete()
    _unite(
        Membership.objects.filter(person__in=pair).order_by("since", "id"),
        kind=attrgetter("school_id", "role", "group_id"),
        change={"person": kept},
    )
    for mine, other in (("guardian", "pupil_id"), ("pupil", "guardian_id")):
        _unite(
            Guardianship.objects.filter(**{f"{mine}__in": pair}).order_by("since", "id"),
            kind=attrgetter(other),
            change={mine: kept},
        )
    forget_standings(kept, gone)


def _unite(rows: Iterable[Any], *, kind: Callable[[Any], object], change: dict[str, User]) -> None:
    """Write ``rows`` (in order of their first day) anew as periods that do not touch."""
    groups: dict[object, list[Any]] = {}
    for row in rows:
        groups.setdefault(kind(row), []).append(row)
    for same in groups.values():
        merged: list[Any] = []
        for row in same:
            if merged and _touches(merged[-1].until, row.since):
                merged[-1].until = _later(merged[-1].until, row.until)
                row.delete()
            else:
                merged.append(row)
        for row in merged:
            for name, person in change.items():
                setattr(row, name, person)
            row.save()


def _touches(until: date | None, since: date) -> bool:
    return until is None or since <= until + DAY


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def describe_erasure(user: User) -> list[str]:
    """Say how many places end and how many families are forgotten."""
    places = Membership.objects.filter(person=user, until__isnull=True).count()
    families = _families(user).count()
    lines = []
    if places:
        words = ngettext(
            "%(number)d place in a school ends today.",
            "%(number)d places in schools end today.",
            places,
        )
        lines.append(words % {"number": places})
    if families:
        words = ngettext(
            "%(number)d guardianship is deleted.",
            "%(number)d guardianships are deleted.",
            families,
        )
        lines.append(words % {"number": families})
    return lines


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """End all places and forget who answered for whom; past places stay without a name."""
    for place in Membership.objects.filter(person=user).select_related("school"):
        today = school_day(place.school, now)
        if place.since > today:
            place.delete()
        elif place.until is None or place.until > today:
            place.until = today
            place.save(update_fields=["until"])
    _families(user).delete()
    forget_standings(user)


def _families(user: User) -> Any:
    return Guardianship.objects.filter(Q(guardian=user) | Q(pupil=user))
