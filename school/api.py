"""The door of ``school``."""

from school.actions.groups import create_class, create_subgroup
from school.actions.guardians import add_guardian, end_guardianship, reopen_guardianship
from school.actions.memberships import (
    add_membership,
    end_membership,
    move_pupil,
    remove_membership,
    reopen_membership,
)
from school.actions.people import Newcomer, Particulars, enrol_guardian, enrol_person
from school.actions.schools import create_school, update_school
from school.calendar import school_day, school_year
from school.frame import school_crumbs, school_frame
from school.models import Group, School
from school.queries import (
    find_schools,
    get_group,
    get_school,
    get_school_by_key,
    groups_of_pupil,
    groups_of_pupils,
    groups_of_school,
    guardians_of,
    places_now,
    places_of,
    pupil_periods,
    pupils_of,
    schools_now,
    schools_of,
    staff_of,
    staff_periods,
    wards_now,
    wards_of,
)
from school.standings import standings_of
from school.tabs import register_school_tab

__all__ = [
    "Group",
    "Newcomer",
    "Particulars",
    "School",
    "add_guardian",
    "add_membership",
    "create_class",
    "create_school",
    "create_subgroup",
    "end_guardianship",
    "end_membership",
    "enrol_guardian",
    "enrol_person",
    "find_schools",
    "get_group",
    "get_school",
    "get_school_by_key",
    "groups_of_pupil",
    "groups_of_pupils",
    "groups_of_school",
    "guardians_of",
    "move_pupil",
    "places_now",
    "places_of",
    "pupil_periods",
    "pupils_of",
    "register_school_tab",
    "remove_membership",
    "reopen_guardianship",
    "reopen_membership",
    "school_crumbs",
    "school_day",
    "school_frame",
    "school_year",
    "schools_now",
    "schools_of",
    "staff_of",
    "staff_periods",
    "standings_of",
    "update_school",
    "wards_now",
    "wards_of",
]
