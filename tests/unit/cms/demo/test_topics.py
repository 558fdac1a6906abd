"""Topics by their names."""

from __future__ import annotations

from datetime import datetime

import pytest

from cms.demo.topics import UnknownTopic, read_topics
from framework.api import get_tree, import_starter

pytestmark = pytest.mark.django_db


def test_topic_is_found_whatever_the_dash_and_the_yo(now: datetime) -> None:
    import_starter(by=None, now=now)
    topics = read_topics()

    found = topics.find(subject="биология", grade=5, title="Организмы — тела живой природы")

    node = get_tree().get(found)
    assert node is not None
    assert node.title == "Организмы – тела живой природы"
    assert topics.subject("Физика") in get_tree().subjects


def test_unknown_names_are_named(now: datetime) -> None:
    import_starter(by=None, now=now)

    with pytest.raises(UnknownTopic, match="Физика, 5: Закон Ома"):
        read_topics().find(subject="Физика", grade=5, title="Закон Ома")
    with pytest.raises(UnknownTopic, match="Алхимия"):
        read_topics().subject("Алхимия")
