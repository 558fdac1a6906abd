"""Regional institutes with their people, made through the real actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.api import User
from moderation.institutes.actions import affiliate, create_institute, join_institute
from moderation.models import Institute, Submission
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

TITLE = "Институт развития образования Томской области"


@dataclass(frozen=True)
class Region:
    """An institute with a chief, an expert and an author of its own."""

    institute: Institute
    administrator: User
    chief: User
    expert: User
    author: User


def make_region(
    *, now: datetime, title: str = TITLE, zone: str = "", subjects: Iterable[UUID] = ()
) -> Region:
    """Make an institute and its people."""
    administrator = make_user("administrator")
    made = create_institute(
        title=title, time_zone=zone, subjects=subjects, by=administrator, now=now
    )
    chief, expert = make_user("chief_moderator"), make_user("moderator")
    for person in (chief, expert):
        join_institute(institute=made, person=person, by=administrator, now=now)
    author = make_user("author")
    affiliate(institute=made, person=author, by=administrator, now=now)
    return Region(made, administrator, chief, expert, author)


def regional_submission(region: Region, *, now: datetime, claimed: bool = False) -> Submission:
    """Hand in a work of the region's author; ``claimed`` by its expert."""
    return make_submission(now=now, by=region.author, claimed_by=region.expert if claimed else None)
