"""What a person is in their schools, over all time: one query for the life of the instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, DateField, F, IntegerField, Value

from accounts.api import User
from school.data import GUARDIAN, PUPIL, Standing
from school.models import Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

KEPT = "_mesh_standings"


def standings_of(user: User | AnonymousUser) -> tuple[Standing, ...]:
    """Return every role of ``user`` in every school, past ones too; none of the suspended.

    A person has few: a pupil one a year and subgroup, a teacher one a school. Rules ask several
    times a page and about several days, so all are read at once and kept on the instance.
    """
    if not isinstance(user, User) or not user.is_active:
        return ()
    kept: tuple[Standing, ...] | None = getattr(user, KEPT, None)
    if kept is None:
        kept = tuple(_read(user))
        setattr(user, KEPT, kept)
    return kept


def forget_standings(*people: User) -> None:
    """Let the next question read anew what has just been changed."""
    for person in people:
        person.__dict__.pop(KEPT, None)


def _read(user: User) -> list[Standing]:
    fields = ("school__uuid", "school__time_zone", "group__uuid", "since", "until")
    own = (
        Membership.objects.filter(person=user)
        .annotate(
            as_role=F("role"),
            whose=Value(None, output_field=IntegerField()),
            answers_since=Value(None, output_field=DateField()),
            answers_until=Value(None, output_field=DateField()),
        )
        .values_list("as_role", *fields, "whose", "answers_since", "answers_until")
    )
    through_pupils = (
        Membership.objects.filter(role=PUPIL, person__guardianships__guardian=user)
        .annotate(
            as_role=Value(GUARDIAN, output_field=CharField()),
            whose=F("person_id"),
            answers_since=F("person__guardianships__since"),
            answers_until=F("person__guardianships__until"),
        )
        .values_list("as_role", *fields, "whose", "answers_since", "answers_until")
    )
    return [Standing(*row) for row in own.union(through_pupils, all=True)]
