"""Typed values of ``school``: roles in a school, kinds of groups, and who may be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.api import User
    from school.models import Group, School

ADMINISTRATOR = "administrator"
HEAD = "head"
TEACHER = "teacher"
CLASS_TEACHER = "class_teacher"
PUPIL = "pupil"
GUARDIAN = "guardian"

# What a dated membership may be; a guardian is one through a pupil, not through a school.
ROLES = (ADMINISTRATOR, HEAD, TEACHER, CLASS_TEACHER, PUPIL)
STAFF = frozenset({ADMINISTRATOR, HEAD, TEACHER, CLASS_TEACHER})
LEADERS = frozenset({ADMINISTRATOR, HEAD})
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
class Place:
    """One role of a person in a school on a day; ``group_uuid`` only for :data:`GROUP_ROLES`."""

    role: str
    school_uuid: UUID
    group_uuid: UUID | None = None
