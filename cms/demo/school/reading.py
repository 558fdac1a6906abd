"""What the files of the demo school say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from schedule.data import BellTime

FOLDER = Path(__file__).resolve().parent
DAYS = 5


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """One lesson of the fortnight: where it stands and what is written about it.

    ``week`` is 0 or 1, ``day`` 0 (Monday) to 4, ``slot`` counts from 1. ``at_lesson`` and
    ``at_home`` are keys of objects of the demo library.
    """

    class_key: str
    subject: str
    week: int
    day: int
    slot: int
    teacher: str
    room: str
    topic: str
    theme: str
    homework: str
    at_lesson: tuple[str, ...]
    at_home: tuple[str, ...]


@lru_cache(maxsize=1)
def read_roster() -> dict[str, Any]:
    """Return ``roster.yaml`` as it is written."""
    roster: dict[str, Any] = _read("roster.yaml")
    return roster


def read_bells() -> list[BellTime]:
    """Return when each lesson of a day begins and ends."""
    return [
        BellTime(number, *map(_time, words.split("-")))
        for number, words in enumerate(read_roster()["bells"], start=1)
    ]


def read_lessons() -> Iterator[LessonPlan]:
    """Yield every lesson of the fortnight in the order of the timetable, class by class."""
    roster, written = read_roster(), _read("lessons.yaml")
    for class_key, days in roster["timetable"].items():
        lines = {subject: iter(rows) for subject, rows in written[class_key].items()}
        topics: dict[str, str] = {}
        for place in range(2 * DAYS):
            for slot, subject in enumerate(days[place % DAYS], start=1):
                row = next(lines[subject])
                topics[subject] = row.get("topic", topics.get(subject, ""))
                yield LessonPlan(
                    class_key=class_key,
                    subject=subject,
                    week=place // DAYS,
                    day=place % DAYS,
                    slot=slot,
                    teacher=roster["teachers"][class_key][subject],
                    room=_room(roster, class_key, subject),
                    topic=topics[subject],
                    theme=row["theme"],
                    homework=row["homework"],
                    at_lesson=tuple(row.get("at_lesson", ())),
                    at_home=tuple(row.get("at_home", ())),
                )


def _room(roster: dict[str, Any], class_key: str, subject: str) -> str:
    own: dict[str, str] = roster.get(f"rooms_{class_key}", {})
    return str(own.get(subject, roster["rooms"][subject]))


def _time(words: str) -> time:
    hour, minute = words.split(":")
    return time(int(hour), int(minute))


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
