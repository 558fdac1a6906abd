"""The chief experts who answer for a review: by subject and institute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from accounts.api import User
from accounts.data import CHIEF_MODERATOR, SITE_SCOPE
from moderation.data import CENTRAL
from moderation.models import Institute, Membership, Submission


@dataclass
class _Chief:
    """Where one chief answers; without institutes: for the central one."""

    person: User
    everywhere: bool = False
    subjects: set[UUID] = field(default_factory=set)
    institutes: set[int] = field(default_factory=set)

    def answers_for(self, submission: Submission, central: set[int]) -> bool:
        """Say whether this chief answers for a submission; without a subject every chief does."""
        subject = submission.subject_uuid
        if not (self.everywhere or subject is None or subject in self.subjects):
            return False
        return submission.institute_id in (self.institutes or central)


def chiefs_of(submissions: Iterable[Submission]) -> dict[User, list[Submission]]:
    """Return the chiefs with those of ``submissions`` that they answer for; four queries."""
    given = list(submissions)
    central = set(Institute.objects.filter(level=CENTRAL).values_list("pk", flat=True))
    found = {
        chief.person: [row for row in given if chief.answers_for(row, central)]
        for chief in _read_chiefs()
    }
    return {person: rows for person, rows in found.items() if rows}


def _read_chiefs() -> list[_Chief]:
    roles = User.objects.filter(is_active=True, role_assignments__role=CHIEF_MODERATOR).values_list(
        "pk", "role_assignments__scope_code", "role_assignments__scope_uuid"
    )
    scopes = list(roles)
    people = User.objects.in_bulk({pk for pk, _code, _uuid in scopes})
    chiefs = {pk: _Chief(person) for pk, person in people.items()}
    for pk, code, uuid in scopes:
        if code == SITE_SCOPE:
            chiefs[pk].everywhere = True
        elif uuid:
            chiefs[pk].subjects.add(uuid)
    members = Membership.objects.filter(person__in=list(people))
    for pk, institute in members.values_list("person", "institute"):
        chiefs[pk].institutes.add(institute)
    return list(chiefs.values())
