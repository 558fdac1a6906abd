"""Typed values of a parsed programme file."""

from __future__ import annotations

from dataclasses import dataclass

from framework.data import ADVANCED, BASIC

LEVELS = {"НОО": range(1, 5), "ООО": range(5, 10), "СОО": range(10, 12)}
VARIANTS = ("", BASIC, ADVANCED)
TITLE_LIMIT = 700
SUBJECT_LIMIT = 200
CONTENT_LIMIT = 200_000
HOURS_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic; ``hours`` are academic hours, ``None`` where the programme gives none."""

    title: str
    hours: int | None
    content: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a grade; ``title`` may be empty."""

    title: str
    hours: int | None
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """One year of a subject (``number`` is 1–11)."""

    number: int
    hours: int | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme: ``level`` is НОО, ООО or СОО, ``variant`` one of ``VARIANTS``."""

    subject: str
    level: str
    variant: str
    source: str
    grades: tuple[Grade, ...]

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it this programme and no other."""
        return (self.subject, self.level, self.variant)
