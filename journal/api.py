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
    "add_material",
    "count_materials",
    "entries_of",
    "get_material",
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
    "suggest_topics",
    "tell_teachers",
    "theme_of",
    "topic_view",
    "upgrade_material",
    "weekday_of",
    "write_week",
]
