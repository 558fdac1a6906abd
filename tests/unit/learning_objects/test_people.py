"""Authorships when accounts are merged and erased."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.api import erase_person, merge_people
from accounts.lifecycle import describe_erasure, describe_merge
from core.api import now
from learning_objects.api import get_object, get_version
from learning_objects.models import Authorship, LearningObject
from tests.factories.learning_objects import make_object
from tests.factories.library import publish_on
from tests.factories.offers import join
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def share(learning_object: Any, owner: Any, other: Any) -> None:
    join(learning_object, other, by=owner)


def roles_in(learning_object: Any) -> dict[int, str]:
    return dict(
        Authorship.objects.filter(learning_object=learning_object).values_list("user_id", "role")
    )


def test_a_merge_moves_authorships_and_keeps_the_greater_part() -> None:
    kept, gone = make_user("author"), make_user("author")
    own, both, mine = make_object(by=gone), make_object(by=gone), make_object(by=kept)
    share(both, gone, kept)
    share(mine, kept, gone)
    lines = describe_merge(gone)
    assert any("3 материала получают другую запись автором" in line for line in lines)
    merge_people(kept=kept, gone=gone, by=None, now=now())
    for item in (own, both, mine):
        assert roles_in(item) == {kept.pk: "owner"}


def test_a_merged_author_keeps_the_page_and_the_published_name(client: Client) -> None:
    kept, gone = make_user("author"), make_user("author")
    version = publish_on(title="Урок о реках", by=gone)
    merge_people(kept=kept, gone=gone, by=None, now=now())
    answer = client.get(f"/authors/{gone.uuid}/")
    assert answer["Location"] == f"/authors/{kept.uuid}/"
    assert "Урок о реках" in client.get(f"/authors/{kept.uuid}/").content.decode()
    found = get_version(uuid=version.object_uuid)
    assert found
    assert found.authors[0].name == gone.full_name


def test_an_erasure_keeps_what_is_published_under_its_name(client: Client) -> None:
    author = make_user("author")
    name = author.full_name
    version = publish_on(title="Урок о реках", by=author)
    draft = make_object(by=author)
    lines = describe_erasure(author)
    assert any("1 опубликованный материал остаётся" in line for line in lines)
    assert any("1 черновик, который не публиковался, удаляется" in line for line in lines)
    erase_person(user=author, by=None, now=now())
    assert not LearningObject.objects.filter(pk=draft.pk).exists()
    found = get_version(uuid=version.object_uuid)
    assert found
    assert found.authors[0].name == name
    assert name in client.get(f"/objects/{version.object_uuid}/").content.decode()
    assert f"<h1>{name}</h1>" in client.get(f"/authors/{author.uuid}/").content.decode()


def test_shared_drafts_pass_to_the_coauthor() -> None:
    author, colleague = make_user("author"), make_user("author")
    draft = make_object(by=author)
    share(draft, author, colleague)
    assert any("переходит к соавтору" in line for line in describe_erasure(author))
    erase_person(user=author, by=None, now=now())
    assert roles_in(draft) == {author.pk: "coauthor", colleague.pk: "owner"}
    assert get_object(uuid=draft.uuid)
