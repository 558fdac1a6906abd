"""The people of the institute: competence, absences, declared conflicts, saved views."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from moderation.actions.institute import ensure_central_institute
from moderation.institutes.rules import MANAGE
from moderation.interests import memberships_of
from moderation.models import Absence, Conflict, Institute, Membership, SavedView
from moderation.rules import PLAN_FOR, SEE_QUEUE, SEE_TEAM


class DaysInDisorder(ValueError):
    """An absence ends before it begins, or is over already."""


class EmptyReason(ValueError):
    """A declared conflict says why."""


@transaction.atomic
def set_competence(
    *, person: User, by: User, institute: Institute | None = None, **facts: Any
) -> Membership:
    """Say what an expert is given: ``kinds``, ``grades``, ``stages``, ``capacity``.

    A chief's, in their own institute unless ``institute`` says another one that they manage.
    """
    home = institute or home_of(by)
    require(by, MANAGE, home)
    membership, _made = Membership.objects.update_or_create(
        institute=home, person=person, defaults=facts
    )
    for name in ("_mesh_institutes", "_mesh_institute_ids"):
        person.__dict__.pop(name, None)
    return membership


def home_of(chief: User) -> Institute:
    """Return the institute that a chief works for: the first of theirs, else the central one."""
    own = memberships_of(chief)
    return own[0].institute if own else ensure_central_institute()


def plan_absence(
    *, person: User, first_day: date, last_day: date, give_back: bool, by: User, today: date
) -> Absence:
    """Note that a person is away; with ``give_back`` the sweeper returns what they hold then.

    Raises ``NotAllowed`` and :class:`DaysInDisorder`.
    """
    require(by, PLAN_FOR, person)
    if last_day < first_day or last_day < today:
        raise DaysInDisorder
    return Absence.objects.create(
        person=person, first_day=first_day, last_day=last_day, give_back=give_back
    )


def cancel_absence(*, absence: Absence, by: User) -> None:
    """Take an absence back."""
    require(by, PLAN_FOR, absence.person)
    absence.delete()


def declare_conflict(
    *, person: User, author: User, reason: str, by: User, now: datetime
) -> Conflict:
    """Keep a person away from what ``author`` writes. Raises :class:`EmptyReason`."""
    require(by, PLAN_FOR, person)
    words = reason.strip()[:300]
    if not words or person.pk == author.pk:
        raise EmptyReason
    found, _made = Conflict.objects.update_or_create(
        person=person, author=author, defaults={"reason": words, "declared_by": by, "at": now}
    )
    return found


def withdraw_conflict(*, conflict: Conflict, by: User) -> None:
    """Take a declaration back; only a chief does, or one could lift it before a review."""
    require(by, SEE_TEAM)
    conflict.delete()


def save_view(*, title: str, query: str, is_shared: bool, by: User) -> SavedView:
    """Keep the filters of a page under a name; the same name replaces. Chiefs alone share."""
    require(by, SEE_QUEUE)
    if is_shared:
        require(by, SEE_TEAM)
    found, _made = SavedView.objects.update_or_create(
        owner=by, title=title, defaults={"query": query, "is_shared": is_shared}
    )
    return found


def forget_view(*, view: SavedView, by: User) -> None:
    """Remove one's own view."""
    if view.owner_id == by.pk:
        view.delete()
