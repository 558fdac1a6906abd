"""What an institute owns: its facts, its rules, its experts, its authors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, has_role, may, require
from accounts.data import CHIEF_MODERATOR, MODERATOR
from core.api import new_uuid, record
from moderation.actions.rubrics import INSTITUTE_OBJECT
from moderation.data import CAPACITY, CLAIMED, REGIONAL
from moderation.institutes.rules import FOUND, MANAGE
from moderation.models import Affiliation, Institute, Membership, ReviewRule, Submission


class TitleMissing(ValueError):
    """An institute has a name: it stands under every version that it approves."""


class NotAnExpert(Exception):
    """The person has no role of an expert; an administrator gives it."""


class StillHolds(Exception):
    """The expert has works of the institute in hand."""


class BelongsElsewhere(Exception):
    """The author belongs to an institute that somebody else manages."""


class CentralStaysOpen(Exception):
    """The central institute takes what nobody else does."""


@transaction.atomic
def create_institute(
    *, title: str, time_zone: str = "", subjects: Iterable[UUID] = (), by: User, now: datetime
) -> Institute:
    """Make a regional institute with the shipped rubrics. Raises :class:`TitleMissing`."""
    require(by, FOUND)
    uuid = new_uuid()
    made = Institute.objects.create(
        uuid=uuid,
        key=f"region-{uuid.hex[-12:]}",
        title=_title(title),
        level=REGIONAL,
        time_zone=time_zone,
        subjects=_stored(subjects),
    )
    _note("create_institute", made, by=by, now=now, title=made.title)
    return made


@transaction.atomic
def change_institute(
    *,
    institute: Institute,
    title: str,
    time_zone: str,
    subjects: Iterable[UUID],
    is_open: bool,
    by: User,
    now: datetime,
) -> None:
    """Change the facts; what is published keeps the name under which it was approved.

    Works that were handed in stay with the institute, also when it takes no new ones. Raises
    ``NotAllowed``, :class:`TitleMissing` and :class:`CentralStaysOpen`.
    """
    require(by, MANAGE, institute)
    if not is_open and not institute.is_regional:
        raise CentralStaysOpen
    if is_open != institute.is_open:
        require(by, FOUND)
    institute.title, institute.time_zone = _title(title), time_zone
    institute.subjects, institute.is_open = _stored(subjects), is_open
    institute.save(update_fields=["title", "time_zone", "subjects", "is_open"])
    _note("change_institute", institute, by=by, now=now, title=institute.title, open=is_open)


@transaction.atomic
def set_rule(
    *, institute: Institute, kind: str, by: User, now: datetime, **facts: Any
) -> ReviewRule:
    """Say how a kind is reviewed; what is in review already keeps the plan it was given.

    ``facts``: ``second_reader``, ``technical``, ``panel`` (1 or 3), ``days`` (1–60).
    """
    require(by, MANAGE, institute)
    rule, _made = ReviewRule.objects.update_or_create(
        institute=institute, kind=kind, defaults=facts
    )
    _note("set_rule", institute, by=by, now=now, kind=kind, **facts)
    return rule


@transaction.atomic
def join_institute(*, institute: Institute, person: User, by: User, now: datetime) -> Membership:
    """Take an expert on; asking twice is harmless.

    Their first membership ends their work for the central institute, unless it is that one. Raises
    :class:`NotAnExpert`.
    """
    require(by, MANAGE, institute)
    if not has_role(person, MODERATOR, CHIEF_MODERATOR):
        raise NotAnExpert
    membership, made = Membership.objects.get_or_create(
        institute=institute, person=person, defaults={"capacity": CAPACITY}
    )
    if made:
        _note("join_institute", institute, by=by, now=now, person=person.uuid)
    return membership


@transaction.atomic
def leave_institute(*, membership: Membership, by: User, now: datetime) -> None:
    """Let an expert go who has nothing in hand. Raises :class:`StillHolds`."""
    require(by, MANAGE, membership.institute)
    held = Submission.objects.filter(
        institute=membership.institute, state=CLAIMED, claimed_by=membership.person
    )
    if held.exists():
        raise StillHolds
    membership.delete()
    person = membership.person.uuid
    _note("leave_institute", membership.institute, by=by, now=now, person=person)


@transaction.atomic
def affiliate(*, institute: Institute, person: User, by: User, now: datetime) -> Affiliation:
    """Send what ``person`` hands in from now on to this institute.

    Raises ``NotAllowed`` and :class:`BelongsElsewhere`: the chief there lets the author go first.
    """
    require(by, MANAGE, institute)
    before = Affiliation.objects.select_related("institute").filter(person=person).first()
    if before is not None and not may(by, MANAGE, before.institute):
        raise BelongsElsewhere
    found, _made = Affiliation.objects.update_or_create(
        person=person, defaults={"institute": institute, "noted_at": now}
    )
    _note("affiliate", institute, by=by, now=now, person=person.uuid)
    return found


@transaction.atomic
def release_affiliation(*, affiliation: Affiliation, by: User, now: datetime) -> None:
    """Send what the person hands in from now on to the central institute."""
    require(by, MANAGE, affiliation.institute)
    affiliation.delete()
    person = affiliation.person.uuid
    _note("release_affiliation", affiliation.institute, by=by, now=now, person=person)


def _title(title: str) -> str:
    words = " ".join(title.split())[:255]
    if not words:
        raise TitleMissing
    return words


def _stored(subjects: Iterable[UUID]) -> list[str]:
    return sorted({str(subject) for subject in subjects})


def _note(verb: str, institute: Institute, *, by: User, now: datetime, **facts: Any) -> None:
    record(
        action=f"moderation.{verb}",
        by=by.uuid,
        object_code=INSTITUTE_OBJECT,
        object_uuid=institute.uuid,
        now=now,
        data={name: str(value) for name, value in facts.items()},
    )
