"""Licences as people call them."""

from __future__ import annotations

import pytest

from learning_objects.api import licence_name


@pytest.mark.parametrize(
    ("spdx", "name"), [("CC-BY-4.0", "CC BY 4.0"), ("CC0-1.0", "CC0 1.0"), ("MIT", "MIT")]
)
def test_a_licence_is_called_by_its_name(spdx: str, name: str) -> None:
    assert licence_name(spdx) == name
