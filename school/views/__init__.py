"""Pages of ``school``."""

from school.views.groups import add_class, add_subgroup, fill_subgroup, group
from school.views.guardians import (
    add_guardian,
    add_known_guardian,
    end_guardian,
    reopen_guardian,
)
from school.views.people import add_known, add_person, administrators, password, people, person
from school.views.places import end_place, move_place, remove_place, reopen_place
from school.views.roster import import_people
from school.views.schools import change_school, found, school, schools

__all__ = [
    "add_class",
    "add_guardian",
    "add_known",
    "add_known_guardian",
    "add_person",
    "add_subgroup",
    "administrators",
    "change_school",
    "end_guardian",
    "end_place",
    "fill_subgroup",
    "found",
    "group",
    "import_people",
    "move_place",
    "password",
    "people",
    "person",
    "remove_place",
    "reopen_guardian",
    "reopen_place",
    "school",
    "schools",
]
