"""The rooms of a school's page; packages above add theirs (the timetable, the bells)."""

from __future__ import annotations

from core.data import Registry
from school.data import SchoolTab

school_tabs: Registry[SchoolTab] = Registry("school tabs")


def register_school_tab(code: str, tab: SchoolTab) -> None:
    """Add a room to the page of every school; one a code."""
    school_tabs.register(code, tab)
