"""Formats by the names that people give them."""

from __future__ import annotations

import pytest

from assessment.formats.registry import FORMATS, known_name


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_known_by_its_own_name(name):
    assert known_name(name) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [("QTI 2.2", "qti22"), ("qti3", "qti"), ("qti-3.0", "qti"), ("qti2.1", "qti"),
     ("Moodle XML", "moodle"), ("GIFT", "gift"), ("numbered", "text"), ("docx", ""), ("", "")],
)  # fmt: skip
def test_editions_and_spellings(said, name):
    assert known_name(said) == name
