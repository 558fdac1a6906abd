"""Texts of other systems: players of sounds become links."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.formats.texts import html_from

LINK = '<a href="a%20b.mp3" rel="noopener nofollow ugc">a%20b.mp3</a>'


@pytest.mark.parametrize(
    "text",
    [
        '<audio controls src="a%20b.mp3"></audio>',
        '<AUDIO controls="true"><source src="a%20b.mp3" type="audio/mpeg">a b.mp3</AUDIO>',
        '<video><source src="a%20b.mp3"><source src="b.ogg"><track src="t.vtt">…</video>',
    ],
)
def test_a_player_becomes_a_link(text):
    assert html_from(f"<p>1 {text} 2</p>") == f"<p>1 {LINK} 2</p>"


def test_two_players_become_two_links_and_the_words_between_stay():
    text = '<audio src="a%20b.mp3"></audio>и<audio src="a%20b.mp3"></audio>'
    assert html_from(text) == f"{LINK}и{LINK}"


def test_an_address_is_no_way_out_of_the_link():
    made = html_from('<audio src="&quot;><script>alert(1)</script>"></audio>')
    assert "<script" not in made


def test_players_that_never_end_cost_no_more_than_their_length():
    start = perf_counter()
    html_from('<audio src="a.mp3">' * 20_000)
    assert perf_counter() - start < 5


@given(st.lists(st.sampled_from(["<audio>", '<audio src="a">', "</audio>", "<source>", "x", "<"])))
def test_any_order_of_tags_is_read(pieces):
    made = html_from("".join(pieces))
    assert "<audio" not in made
    assert made.count("<a ") <= pieces.count("</audio>")
