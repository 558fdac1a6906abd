"""The door of ``journal``."""

from journal.actions.entries import set_homework, set_topic
from journal.actions.materials import (
    add_material,
    move_material,
    remove_material,
    restore_material,
    set_note,
    upgrade_material,
)
from journal.actions.telling import tell_teachers
from journal.offering import offers_for
from journal.plans.actions.choosing import accept_lines, choose_topic, leave_out, take_in
from journal.plans.actions.drafting import choose_columns, delete_plan, lay_plan, start_plan
from journal.plans.actions.writing import undo_plan, write_plan
from journal.plans.rules import Course
from journal.presenting import lesson_url, lesson_view, theme_of, topic_view, weekday_of
from journal.queries import (
    count_materials,
    entries_of,
    get_material,
    materials_for_class,
    materials_of,
)
from journal.suggesting import suggest_topics
from journal.weeks import read_week, write_week

__all__ = [
    "Course",
    "accept_lines",
    "add_material",
    "choose_columns",
    "choose_topic",
    "count_materials",
    "delete_plan",
    "entries_of",
    "get_material",
    "lay_plan",
    "leave_out",
    "lesson_url",
    "lesson_view",
    "materials_for_class",
    "materials_of",
    "move_material",
    "offers_for",
    "read_week",
    "remove_material",
    "restore_material",
    "set_homework",
    "set_note",
    "set_topic",
    "start_plan",
    "suggest_topics",
    "take_in",
    "tell_teachers",
    "theme_of",
    "topic_view",
    "undo_plan",
    "upgrade_material",
    "weekday_of",
    "write_plan",
    "write_week",
]
