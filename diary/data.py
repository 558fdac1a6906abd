"""Typed values of ``diary``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journal.data import AT_HOME, AT_LESSON, LessonView, MaterialView


@dataclass(frozen=True, slots=True)
class DiaryLesson:
    """One lesson of a pupil: when, what about, what to do, what to open."""

    lesson: LessonView
    theme: str
    homework: str
    materials: tuple[MaterialView, ...]

    @property
    def at_home(self) -> list[MaterialView]:
        """Materials to work with at home."""
        return [item for item in self.materials if item.purpose == AT_HOME]

    @property
    def at_lesson(self) -> list[MaterialView]:
        """Materials of the lesson itself."""
        return [item for item in self.materials if item.purpose == AT_LESSON]


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """A day of a pupil; ``today`` by the calendar of the pupil's own school."""

    day: date
    today: bool
    lessons: tuple[DiaryLesson, ...]


@dataclass(frozen=True, slots=True)
class DiaryWeek:
    """A week of a pupil: seven days, Monday first.

    ``groups`` are the titles of the pupil's classes and subgroups, ``offset`` the difference of
    the school's clock from UTC in minutes, ``None`` while the pupil has no school.
    """

    pupil_uuid: UUID
    name: str
    short_name: str
    groups: tuple[str, ...]
    school: str
    offset: int | None
    days: tuple[DiaryDay, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the week has no lessons at all."""
        return not any(day.lessons for day in self.days)
