"""Co-authors: taken off by the owner, or leaving, while nobody is reviewing."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts.errors import NotAllowed
from learning_objects.api import (
    authors_of,
    get_object,
    leave_object,
    remove_coauthor,
    return_from_review,
    start_review,
)
from learning_objects.models import LearningObject
from notices.models import Notice
from tests.factories.learning_objects import make_object
from tests.factories.offers import ask, join
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def fresh(made: LearningObject) -> LearningObject:
    found = get_object(uuid=made.uuid)
    assert found
    return found


def test_an_author_cannot_shut_out_the_expert_by_signing_with_their_name(now: datetime) -> None:
    owner, expert, colleague = make_user("author"), make_user("moderator"), make_user("author")
    made = make_object(by=owner)
    join(made, colleague, by=owner)
    start_review(learning_object=made, by=owner, now=now)

    with pytest.raises(NotAllowed):
        ask(made, expert, by=owner)
    with pytest.raises(NotAllowed):
        remove_coauthor(learning_object=fresh(made), user=colleague, by=owner, now=now)
    with pytest.raises(NotAllowed):
        leave_object(learning_object=fresh(made), by=colleague, now=now)

    assert [item.user for item in authors_of(fresh(made))] == [owner, colleague]
    return_from_review(learning_object=made, by=expert, now=now)
    assert remove_coauthor(learning_object=fresh(made), user=colleague, by=owner, now=now)
    assert Notice.objects.filter(recipient=colleague, code="learning_objects.author_removed")


def test_a_coauthor_names_no_others() -> None:
    owner, colleague = make_user("author"), make_user("author")
    made = make_object(by=owner)
    join(made, colleague, by=owner)
    with pytest.raises(NotAllowed):
        ask(made, make_user("author"), by=colleague)


def test_a_coauthor_leaves_and_an_owner_stays(now: datetime) -> None:
    owner, colleague = make_user("author"), make_user("author")
    made = make_object(by=owner)
    join(made, colleague, by=owner)
    with pytest.raises(NotAllowed):
        leave_object(learning_object=fresh(made), by=owner, now=now)
    assert leave_object(learning_object=fresh(made), by=colleague, now=now)
    assert [item.user for item in authors_of(fresh(made))] == [owner]
