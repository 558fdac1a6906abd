"""Texts of items on a page: a player before a link to a sound of the item."""

from __future__ import annotations

import pytest

from assessment.rich import render_html

SOUND = f"/items/x/files/{'a' * 64}.mp3"


@pytest.mark.parametrize("ending", ["mp3", "ogg", "wav"])
def test_a_sound_of_an_item_has_a_player_and_its_link(ending):
    address = SOUND.replace("mp3", ending)
    made = render_html(f'<p>Слушайте: <a href="{address}">речь</a></p>')
    assert f'<audio controls preload="none" src="{address}"></audio>' in made
    assert ">речь</a>" in made


@pytest.mark.parametrize(
    "address",
    [
        SOUND.replace("mp3", "png"),
        f"https://example.org{SOUND}",
        f"//example.org{SOUND}",
        "/items/x/files/a.mp3",
        f"{SOUND}?a=1",
    ],
)
def test_nothing_else_has_one(address):
    assert "<audio" not in render_html(f'<a href="{address}">речь</a>')


def test_a_player_that_somebody_wrote_goes():
    assert "<audio" not in render_html(f'<audio src="{SOUND}" autoplay></audio><b>x</b>')
