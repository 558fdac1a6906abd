"""Co-authors: chosen by the owner, while nobody is reviewing."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts.errors import NotAllowed
from learning_objects.api import (
    add_coauthor,
    authors_of,
    get_object,
    remove_coauthor,
    return_from_review,
    start_review,
)
from learning_objects.models import LearningObject
from tests.factories.learning_objects import make_object
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def fresh(made: LearningObject) -> LearningObject:
    found = get_object(uuid=made.uuid)
    assert found
    return found


def test_an_author_cannot_shut_out_the_expert_by_signing_with_their_name(now: datetime) -> None:
    owner, expert, colleague = make_user("author"), make_user("moderator"), make_user("author")
    made = make_object(by=owner)
    add_coauthor(learning_object=made, user=colleague, by=owner, now=now)
    start_review(learning_object=made, by=owner, now=now)

    with pytest.raises(NotAllowed):
        add_coauthor(learning_object=fresh(made), user=expert, by=owner, now=now)
    with pytest.raises(NotAllowed):
        remove_coauthor(learning_object=fresh(made), user=colleague, by=owner, now=now)

    assert [item.user for item in authors_of(fresh(made))] == [owner, colleague]
    return_from_review(learning_object=made, by=expert, now=now)
    assert remove_coauthor(learning_object=fresh(made), user=colleague, by=owner, now=now)


def test_a_coauthor_names_no_others(now: datetime) -> None:
    owner, colleague = make_user("author"), make_user("author")
    made = make_object(by=owner)
    add_coauthor(learning_object=made, user=colleague, by=owner, now=now)
    with pytest.raises(NotAllowed):
        add_coauthor(learning_object=made, user=make_user("author"), by=colleague, now=now)
