"""The rooms of a school's page; packages above add theirs (the timetable, the bells)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.data import Registry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.utils.functional import Promise

    from accounts.api import User
    from school.data import SchoolOn


@dataclass(frozen=True, slots=True)
class Tab:
    """A room: its label, its address by name (with the school's uuid), who sees it."""

    label: str | Promise
    url_name: str
    shown: Callable[[User | AnonymousUser, SchoolOn], bool]


school_tabs: Registry[Tab] = Registry("school tabs")


def register_school_tab(code: str, tab: Tab) -> None:
    """Add a room to the page of every school; one a code."""
    school_tabs.register(code, tab)
