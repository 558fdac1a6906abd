"""The two shelves of a lesson: at the lesson and at home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from journal.data import AT_HOME, AT_LESSON
from journal.presenting import shelves_of


@dataclass(frozen=True, slots=True)
class Item:
    purpose: str
    object_uuid: UUID


def test_what_stands_in_both_is_known_in_each():
    both, single = uuid4(), uuid4()
    items = [Item(AT_LESSON, both), Item(AT_LESSON, single), Item(AT_HOME, both)]

    at_lesson, at_home = shelves_of(cast(Any, items))

    assert both in at_lesson.also_there
    assert single not in at_lesson.also_there
    assert at_home.also_there == {both, single}
