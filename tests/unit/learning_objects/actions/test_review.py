"""Publishing exactly what was reviewed."""

import pytest
from django.db import IntegrityError, connection, transaction

from core.errors import TransitionRefused
from core.models import OutboxItem
from learning_objects.actions.review import NothingToReview
from learning_objects.api import (
    cancel_review,
    get_version,
    publish_revision,
    return_from_review,
    save_draft,
    start_review,
)
from learning_objects.models import LearningObjectVersion
from tests.factories.learning_objects import make_draft, make_object, make_provenance, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_the_published_version_is_the_reviewed_revision(now):
    made = make_object()
    moderator = make_user("moderator")
    reviewed = start_review(learning_object=made, by=moderator, now=now)
    later = made.get_latest_revision_as_object()
    later.title = "Правка после проверки"
    later.save_revision(clean=False)
    view = publish_revision(
        learning_object=made,
        revision_id=reviewed,
        provenance=make_provenance(),
        by=moderator,
        now=now,
    )
    assert view.title == "Закон Ома для участка цепи"
    made.refresh_from_db()
    assert made.has_unpublished_changes
    assert made.live_revision_id == reviewed


def test_versions_are_numbered_and_the_old_one_stays(now):
    author = make_user("author")
    made = make_object(by=author)
    first = publish(made)
    save_draft(learning_object=made, draft=make_draft("Второе издание"), by=author, now=now)
    second = publish(made)
    assert (first.number, second.number) == (1, 2)
    assert get_version(uuid=made.uuid, number=1).title == "Закон Ома для участка цепи"
    assert get_version(uuid=made.uuid).title == "Второе издание"
    assert first.digest != second.digest


def test_the_published_draft_cannot_be_reviewed_again(now):
    made = make_object()
    publish(made)
    with pytest.raises(NothingToReview):
        start_review(learning_object=made, by=make_user("moderator"), now=now)


@pytest.mark.parametrize("published", [False, True])
def test_a_cancelled_review_gives_back_the_public_state(published, now):
    author = make_user("author")
    made = make_object(by=author)
    if published:
        publish(made)
        save_draft(learning_object=made, draft=make_draft("Новое"), by=author, now=now)
    start_review(learning_object=made, by=author, now=now)
    cancel_review(learning_object=made, by=author, now=now)
    made.refresh_from_db()
    assert made.state == ("published" if published else "draft")


def test_a_draft_cannot_be_returned(now):
    with pytest.raises(TransitionRefused):
        return_from_review(learning_object=make_object(), by=make_user("moderator"), now=now)


def test_publishing_asks_the_outbox(now):
    made = make_object()
    publish(made)
    keys = OutboxItem.objects.filter(topic="learning_object.published").values_list(
        "key", flat=True
    )
    assert str(made.uuid) in keys


@pytest.mark.parametrize("change", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_a_version(change):
    publish(make_object())
    table = LearningObjectVersion._meta.db_table
    statement = f"UPDATE {table} SET title = 'x'" if change == "UPDATE" else f"DELETE FROM {table}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
