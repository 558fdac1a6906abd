"""Typed values of ``school``: roles in a school, kinds of groups, and who may be asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from school.models import Group, School

ADMINISTRATOR = "administrator"
HEAD = "head"
TEACHER = "teacher"
CLASS_TEACHER = "class_teacher"
PUPIL = "pupil"
GUARDIAN = "guardian"

# Time zones of Russia by the city that people know them by, from west to east.
ZONE_LABELS: dict[str, str | Promise] = {
    "Europe/Kaliningrad": _("Kaliningrad, Moscow −1 h"),
    "Europe/Moscow": _("Moscow"),
    "Europe/Samara": _("Samara, Moscow +1 h"),
    "Asia/Yekaterinburg": _("Yekaterinburg, Moscow +2 h"),
    "Asia/Omsk": _("Omsk, Moscow +3 h"),
    "Asia/Novosibirsk": _("Novosibirsk, Moscow +4 h"),
    "Asia/Krasnoyarsk": _("Krasnoyarsk, Moscow +4 h"),
    "Asia/Irkutsk": _("Irkutsk, Moscow +5 h"),
    "Asia/Yakutsk": _("Yakutsk, Moscow +6 h"),
    "Asia/Vladivostok": _("Vladivostok, Moscow +7 h"),
    "Asia/Magadan": _("Magadan, Moscow +8 h"),
    "Asia/Kamchatka": _("Kamchatka, Moscow +9 h"),
}

# What a dated membership may be; a guardian is one through a pupil, not through a school.
ROLES = (ADMINISTRATOR, HEAD, TEACHER, CLASS_TEACHER, PUPIL)
STAFF = frozenset({ADMINISTRATOR, HEAD, TEACHER, CLASS_TEACHER})
LEADERS = frozenset({ADMINISTRATOR, HEAD})
TEACHING = frozenset({TEACHER, CLASS_TEACHER})
# These hold in one group, the others in the whole school.
GROUP_ROLES = frozenset({CLASS_TEACHER, PUPIL})

ROLE_LABELS: dict[str, str | Promise] = {
    ADMINISTRATOR: _("school administrator"),
    HEAD: _("head"),
    TEACHER: pgettext_lazy("role in a school", "teacher"),
    CLASS_TEACHER: _("class teacher"),
    PUPIL: _("pupil"),
    GUARDIAN: _("guardian"),
}

CLASS = "class"
SUBGROUP = "subgroup"
GROUP_KINDS = (CLASS, SUBGROUP)

MOTHER = "mother"
FATHER = "father"
OTHER = "guardian"
RELATIONS = (MOTHER, FATHER, OTHER)
RELATION_LABELS: dict[str, str | Promise] = {
    MOTHER: _("mother"),
    FATHER: _("father"),
    OTHER: _("legal representative"),
}


@dataclass(frozen=True, slots=True)
class SchoolOn:
    """A school as somebody asks about it on ``day`` (a date in the school's own time zone)."""

    school: School
    day: date


@dataclass(frozen=True, slots=True)
class GroupOn:
    """A group as somebody asks about it on ``day``."""

    group: Group
    day: date


@dataclass(frozen=True, slots=True)
class PupilOn:
    """A pupil as somebody asks about them on ``day``."""

    pupil: User
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """One role in a school over a period (``since`` to ``until``, both days included).

    A guardian's standing is their pupil's place: ``pupil_id`` names the pupil, ``answers_since``
    and ``answers_until`` are the days of the guardianship.
    """

    role: str
    school_uuid: UUID
    time_zone: str
    group_uuid: UUID | None
    since: date
    until: date | None
    pupil_id: int | None = None
    answers_since: date | None = None
    answers_until: date | None = None

    def held_on(self, day: date) -> bool:
        """Say whether the place was held on ``day`` (for a guardian: by the pupil)."""
        return self.since <= day and (self.until is None or day <= self.until)

    def day_at(self, now: datetime) -> date:
        """Return the date in the school at the moment ``now``."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def is_over_at(self, now: datetime) -> bool:
        """Say whether the last day of the place is past."""
        return self.until is not None and self.until < self.day_at(now)

    def answers_on(self, day: date) -> bool:
        """Say whether a guardian answered for the pupil on ``day``; true for everybody else."""
        if self.answers_since is None:
            return True
        return self.answers_since <= day and (
            self.answers_until is None or day <= self.answers_until
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One role of a person in a school on a day.

    ``group_uuid`` only for :data:`GROUP_ROLES` and for a guardian, who stands where the pupil does.
    """

    role: str
    school_uuid: UUID
    group_uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class SchoolTab:
    """A room of a school's page: label, name of its address (takes the uuid), who sees it."""

    label: str | Promise
    url_name: str
    shown: Callable[[User | AnonymousUser, SchoolOn], bool]
