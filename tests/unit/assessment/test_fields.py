"""What a version changed, in words."""

from __future__ import annotations

from assessment.fields import differences
from tests.factories.bank import choice_item


def showing(digit: str, words: str = "цепь"):
    return choice_item(stimulus=f'<p>См. <img src="media/{digit * 64}.png" alt="{words}"></p>')


def test_an_exchanged_picture_is_told_by_its_file():
    (line,) = differences(showing("a"), showing("b"))
    assert (line.before, line.after) == (
        "См. цепь [aaaaaaaa….png]",
        "См. цепь [bbbbbbbb….png]",
    )


def test_other_words_are_told_by_the_words_alone():
    (line,) = differences(showing("a"), showing("b", "лампа"))
    assert (line.before, line.after) == ("См. цепь", "См. лампа")
