"""Colour cues of subjects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ui
from ui.api import subject_hue
from ui.hues import HUES, KNOWN


@given(st.text())
def test_every_key_has_a_hue(key: str) -> None:
    assert 0 <= subject_hue(key) < HUES


def test_the_same_subject_has_the_same_hue_by_slug_and_by_key() -> None:
    assert (
        subject_hue("fizika") == subject_hue("frp/fizika/ooo-bazovyj/8") == subject_hue(" Fizika ")
    )


def test_neighbours_in_a_timetable_differ() -> None:
    subjects = [
        "matematika",
        "russkij-yazyk",
        "literatura",
        "istoriya",
        "biologiya",
        "geografiya",
        "anglijskij-yazyk",
    ]
    assert len({subject_hue(name) for name in subjects}) == len(subjects)


def test_hash_is_fixed_for_ever() -> None:
    assert subject_hue("astronomiya") == 1


@pytest.mark.parametrize("hue", range(HUES))
def test_each_hue_has_a_colour_for_light_and_dark(hue: int) -> None:
    sheet = Path(ui.__file__).parent.joinpath("static/ui/tokens.css").read_text(encoding="utf-8")
    assert re.search(
        rf'\[data-hue="{hue}"\] {{ --cue-light: #\w{{6}}; --cue-dark: #\w{{6}}; }}', sheet
    )


def test_known_hues_exist() -> None:
    assert {hue for _, hue in KNOWN} <= set(range(HUES))
