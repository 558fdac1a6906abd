"""Each sample is recognised as what it is and read without a word against it."""

from __future__ import annotations

import pytest

from assessment.formats.registry import detect_format, read_items
from assessment.formats.samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_it_stands(name: str) -> None:
    _ending, made = SAMPLES[name]
    content = made()
    assert detect_format(content) == name
    found = read_items(content)
    assert not found.problems
    assert len(found.items) >= 5
    assert all(entry.item is not None and not entry.problems for entry in found.items)
