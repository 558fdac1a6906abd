"""New objects and copies."""

import pytest

from accounts.errors import NotAllowed
from core.models import AuditEntry
from learning_objects.api import (
    create_object,
    draft_content,
    duplicate_object,
    get_object,
    is_owner,
    save_draft,
)
from tests.factories.learning_objects import TOPIC, make_draft, make_object, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_new_object_is_an_empty_draft_of_its_author(now):
    author = make_user("author")
    made = create_object(kind="scenario", title="  Дроби  ", by=author, now=now)
    stored = get_object(uuid=made.uuid)
    assert (stored.state, stored.live, stored.draft_title) == ("draft", False, "Дроби")
    assert is_owner(author, stored)
    assert stored.latest_revision_id is not None
    assert AuditEntry.objects.filter(object_uuid=made.uuid, actor_uuid=author.uuid).exists()


@pytest.mark.parametrize("roles", [(), ("teacher",), ("moderator",)])
def test_only_authors_create(roles, now):
    with pytest.raises(NotAllowed):
        create_object(kind="scenario", title="Дроби", by=make_user(*roles), now=now)


@pytest.mark.parametrize(("kind", "title"), [("poem", "Дроби"), ("scenario", "  ")])
def test_bad_beginnings_write_nothing(kind, title, now):
    with pytest.raises(ValueError, match=r"kind|title"):
        create_object(kind=kind, title=title, by=make_user("author"), now=now)
    assert not AuditEntry.objects.filter(action="learning_objects.create").exists()


def test_a_copy_has_the_content_and_no_history(now):
    author = make_user("author")
    original = make_object(by=author)
    publish(original)
    copy = duplicate_object(learning_object=original, title="Копия", by=author, now=now)
    stored = get_object(uuid=copy.uuid)
    assert stored.uuid != original.uuid
    assert (stored.state, stored.current_version, stored.live) == ("draft", None, False)
    content = draft_content(stored)
    assert content["title"] == "Копия"
    assert content["topics"] == [{"node_uuid": str(TOPIC), "relation": "covers"}]
    assert content["tags"] == ["опыт"]
    assert content["body"] == draft_content(original)["body"]


def test_a_copy_is_independent_of_the_original(now):
    author = make_user("author")
    original = make_object(by=author)
    copy = duplicate_object(learning_object=original, title="Копия", by=author, now=now)
    save_draft(learning_object=copy, draft=make_draft("Другое", tags=["иное"]), by=author, now=now)
    assert draft_content(get_object(uuid=original.uuid))["tags"] == ["опыт"]


def test_foreign_drafts_are_not_copied(now):
    with pytest.raises(NotAllowed):
        duplicate_object(
            learning_object=make_object(), title="Чужое", by=make_user("author"), now=now
        )


def test_creating_costs_a_handful_of_queries(now, django_assert_max_num_queries):
    author = make_user("author")
    with django_assert_max_num_queries(15):
        create_object(kind="scenario", title="Дроби", by=author, now=now)


def test_saving_a_draft_costs_a_handful_of_queries(now, django_assert_max_num_queries):
    author = make_user("author")
    made = make_object(by=author)
    with django_assert_max_num_queries(16):
        save_draft(learning_object=made, draft=make_draft(), by=author, now=now)
