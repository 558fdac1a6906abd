"""Words for the codes of formats: each code in the source has a sentence that can be filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from assessment.wording.formats import FORMATS
from assessment.wording.words import words_for

ROOMS = [Path("assessment/formats"), Path("assessment/management")]
_CODE = re.compile(r'"((?:formats|cases)\.[a-z0-9.\-]+)"')
_BLANK = re.compile(r"%\((\w+)\)s")


def _codes() -> set[str]:
    root = Path(__file__).resolve().parents[4]
    sources = [file for room in ROOMS for file in (root / room).rglob("*.py")]
    return {code for file in sources for code in _CODE.findall(file.read_text("utf-8"))}


def test_every_code_has_words_and_every_word_a_code() -> None:
    """What the rooms say and what the table knows are the same."""
    assert _codes() == set(FORMATS)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", sorted(FORMATS))
def test_words_can_be_filled_in(code: str, language: str) -> None:
    """The sentence takes its parameters in both languages, and Russian is Russian."""
    params = dict.fromkeys(_BLANK.findall(FORMATS[code]), "X")
    with translation.override(language):
        words = words_for(code, params)
    assert "%(" not in words
    if language == "ru":
        assert re.search("[а-яё]", words)
