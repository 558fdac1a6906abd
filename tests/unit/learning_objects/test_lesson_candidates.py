from __future__ import annotations

import pytest

from core.api import now
from learning_objects import lesson_candidates
from learning_objects.api import candidates_on_nodes, needed_before, record_usage
from learning_objects.data import PREREQUISITE, TopicRef
from tests.factories.journal import publish_again, withdraw
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def titles(*nodes, **wishes):
    return [one.title for one in candidates_on_nodes([topic(name) for name in nodes], **wishes)]


def test_the_newest_come_first_in_their_present_version_alone():
    first, second = publish_on(title="Первый"), publish_on(title="Второй")
    publish_again(first, "Первый заново")
    assert titles(CURRENT) == ["Первый заново", "Второй"]
    withdraw(second)
    assert titles(CURRENT) == ["Первый заново"]
    assert titles() == []
    (one,) = candidates_on_nodes([topic(CURRENT)])
    assert (one.object_uuid, one.node) == (first.object_uuid, topic(CURRENT))


def test_what_is_used_most_is_found_among_the_newest(monkeypatch):
    old, often, fresh = (publish_on(title=name) for name in ("Старый", "Любимый", "Новый"))
    for version, number in ((old, 3), (often, 2)):
        for _place in range(number):
            record_usage(
                object_uuid=version.object_uuid,
                number=1,
                code="lesson",
                place_uuid=make_user().uuid,
                now=now(),
            )
    assert fresh.title in titles(CURRENT)
    assert titles(CURRENT, most_used=True) == ["Старый", "Любимый"]
    monkeypatch.setattr(lesson_candidates, "WINDOW", 2)
    assert titles(CURRENT, most_used=True) == ["Любимый"]


def test_licence_language_and_limit_narrow_it():
    publish_on(title="По-русски")
    publish_on(title="In English", language="en", licence="CC-BY-SA-4.0")
    assert titles(CURRENT, languages=("ru",)) == ["По-русски"]
    assert titles(CURRENT, licences=("CC-BY-SA-4.0",)) == ["In English"]
    assert titles(CURRENT, limit=1) == ["In English"]


def test_what_must_be_known_before_is_what_versions_name(django_assert_num_queries):
    links = [TopicRef(topic(CURRENT)), TopicRef(topic(HEAT), PREREQUISITE)]
    publish(make_object(draft=make_draft(topics=links)))
    nodes = [topic(CURRENT)]
    with django_assert_num_queries(1):
        assert needed_before(nodes) == {topic(HEAT)}
    assert needed_before([]) == set()
