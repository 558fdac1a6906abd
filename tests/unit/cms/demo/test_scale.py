"""Generated objects: published, plausible, the same again, continued after an interruption."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts.api import User
from cms.demo import scale
from cms.demo.phrases import NoTopics, make_generated_draft, phrases_of_topics
from framework.api import get_tree, import_starter
from learning_objects.api import check_content, get_version, public_uuids

pytestmark = pytest.mark.django_db


@pytest.fixture
def starter(now: datetime) -> None:
    """The starter framework."""
    import_starter(by=None, now=now)


def grow(count: int, now: datetime) -> list[scale.GrowthStep]:
    return list(scale.grow_library(count=count, now=now))


def test_objects_are_published_on_real_topics(starter: None, now: datetime) -> None:
    steps = grow(12, now)

    uuids = list(public_uuids())
    assert steps[-1].done == len(uuids) == 12
    for uuid in uuids:
        view = get_version(uuid=uuid)
        assert view is not None
        assert view.published_at <= now
        assert all(get_tree().get(topic.node_uuid) for topic in view.topics)
        assert len(view.text.split()) > 30
        assert [
            f for f in check_content(kind=view.kind, content=view.content) if f.level == "stop"
        ] == []


def test_growth_goes_on_where_it_stopped(
    starter: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale, "BATCH", 4)
    grow(6, now)

    assert [step.done for step in grow(11, now)] == [10, 11]
    assert grow(11, now) == []
    assert len(list(public_uuids())) == 11


def test_generated_authors_cannot_sign_in(starter: None, now: datetime) -> None:
    grow(2, now)

    assert not any(user.has_usable_password() for user in User.objects.all())
    assert User.objects.count() == scale.AUTHORS


def test_object_number_n_is_always_the_same(starter: None) -> None:
    phrases = phrases_of_topics()

    assert make_generated_draft(7, phrases) == make_generated_draft(7, phrases)
    titles = {make_generated_draft(number, phrases).title for number in range(200)}
    assert len(titles) > 150


def test_empty_framework_is_an_error() -> None:
    with pytest.raises(NoTopics):
        phrases_of_topics()
