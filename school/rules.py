"""Who may do what in a school.

Roles in a school are dated memberships; the day is asked in the school's own calendar. The site's
administrators found schools and appoint their administrators; they do not read the roster.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from accounts.api import User, is_administrator, register_rule, require
from core.api import now
from school.calendar import school_day
from school.data import (
    ADMINISTRATOR,
    CLASS_TEACHER,
    GUARDIAN,
    LEADERS,
    PUPIL,
    GroupOn,
    PupilOn,
    SchoolOn,
)
from school.queries import places_now, places_of
from school.standings import standings_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from school.models import School

    Person = User | AnonymousUser

FOUND = "school.found"
SEE = "school.see"
ADMINISTER = "school.administer"
APPOINT = "school.appoint"
SEE_ROSTER = "school.see_roster"
SEE_PUPIL = "school.see_pupil"
LEAD = "school.lead"


def register_rules() -> None:
    """Register every rule of the package."""
    register_rule(FOUND, may_found)
    register_rule(SEE, may_see)
    register_rule(ADMINISTER, may_administer)
    register_rule(APPOINT, may_appoint)
    register_rule(SEE_ROSTER, may_see_roster)
    register_rule(SEE_PUPIL, may_see_pupil)
    register_rule(LEAD, may_lead)


def require_on(by: User | None, action: str, school: School, now: datetime) -> None:
    """Raise ``NotAllowed`` unless ``by`` may do ``action`` in ``school`` today; the system may."""
    if by is not None:
        require(by, action, SchoolOn(school, school_day(school, now)))


def has_place(user: Person, school: School, day: date, roles: Collection[str]) -> bool:
    """Say whether ``user`` has one of ``roles`` in ``school`` on ``day``."""
    return any(
        place.school_uuid == school.uuid and place.role in roles
        for place in places_of(user, day=day)
    )


def may_found(user: Person, obj: Any = None) -> bool:
    """The site's administrators found schools."""
    return is_administrator(user)


def may_lead(user: Person, obj: Any = None) -> bool:
    """Heads and administrators of some school, each by the school's own calendar."""
    return any(place.role in LEADERS for place in places_now(user, now=now()))


def may_see(user: Person, where: SchoolOn) -> bool:
    """Whoever has a place in the school, and the site's administrators, see that it exists."""
    places = places_of(user, day=where.day)
    return any(item.school_uuid == where.school.uuid for item in places) or may_found(user)


def may_administer(user: Person, where: SchoolOn) -> bool:
    """The school's own administrators."""
    return has_place(user, where.school, where.day, {ADMINISTRATOR})


def may_appoint(user: Person, where: SchoolOn) -> bool:
    """Who may make somebody an administrator of the school: the site's and the school's own."""
    return may_found(user) or may_administer(user, where)


def may_see_roster(user: Person, where: SchoolOn | GroupOn) -> bool:
    """Heads and administrators the whole school, class teachers their class and its subgroups."""
    if isinstance(where, SchoolOn):
        return has_place(user, where.school, where.day, LEADERS)
    group = where.group
    if has_place(user, group.school, where.day, LEADERS):
        return True
    own = {group.uuid, group.parent.uuid} if group.parent else {group.uuid}
    return any(
        place.role == CLASS_TEACHER and place.group_uuid in own
        for place in places_of(user, day=where.day)
    )


def may_see_pupil(user: Person, about: PupilOn) -> bool:
    """The pupil, who answers for them, their class teacher, the leaders of their school.

    Other teachers do not: what they may see of a pupil, they see on their own lessons.
    """
    pupil, day = about.pupil, about.day
    if user.pk == pupil.pk:
        return True
    mine = [item for item in standings_of(user) if item.answers_on(day)]
    if any(item.role == GUARDIAN and item.pupil_id == pupil.pk for item in mine):
        return True
    places = [place for place in places_of(pupil, day=day) if place.role == PUPIL]
    schools = {place.school_uuid for place in places}
    groups = {place.group_uuid for place in places}
    return any(
        (place.role in LEADERS and place.school_uuid in schools)
        or (place.role == CLASS_TEACHER and place.group_uuid in groups)
        for place in places_of(user, day=day)
    )
