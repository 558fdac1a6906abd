"""A person with a shelf of three materials."""

from __future__ import annotations

import pytest

from accounts.api import User
from learning_objects.models import Shelf
from tests.factories.people import make_user
from tests.factories.shelves import make_material, make_own_shelf


@pytest.fixture
def owner(db: None) -> User:
    """Whoever the shelf belongs to."""
    return make_user("teacher")


@pytest.fixture
def shelf(owner: User) -> Shelf:
    """Three materials called А, Б and В."""
    author = make_user("author")
    return make_own_shelf(*(make_material(title, by=author) for title in "АБВ"), by=owner)
