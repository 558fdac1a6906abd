"""Fixtures of the journal."""

from __future__ import annotations

import pytest

from tests.factories.journal import Classroom, make_classroom


@pytest.fixture
def room(db: None) -> Classroom:
    """A class with its teacher, a family and a lesson of physics today."""
    return make_classroom()
