"""The reader of a process follows every commit and every swap."""

from __future__ import annotations

import pytest

from core.api import now as clock
from search.engine import folder as folders
from search.engine.live import LiveIndex
from search.engine.tantivy_writer import TantivyWriter


def make_generation() -> object:
    """An empty index in a folder of its own."""
    fresh = folders.new_generation(clock())
    TantivyWriter(fresh).close()
    return fresh


def test_a_swap_in_the_middle_of_opening_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = make_generation(), make_generation()
    folders.point_to(old)
    find = folders.current_generation

    def find_and_swap() -> object:
        found = find()
        folders.point_to(new)
        return found

    live = LiveIndex()
    monkeypatch.setattr(folders, "current_generation", find_and_swap)
    assert live.reader().generation.startswith(old.name)
    monkeypatch.setattr(folders, "current_generation", find)
    assert live.reader().generation.startswith(new.name)
