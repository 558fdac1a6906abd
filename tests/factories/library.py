"""A small public library: a framework with published objects on its topics."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accounts.api import User
from learning_objects.data import TopicRef, VersionView
from tests.factories.framework import node_titled
from tests.factories.learning_objects import make_draft, make_object, publish

CURRENT = "Постоянный электрический ток"
HEAT = "Строение вещества"
FORESTS = "Леса и люди"


def topic(title: str = CURRENT) -> UUID:
    """The uuid of a topic of ``tests.factories.framework.PHYSICS``."""
    return node_titled(title).uuid


def publish_on(
    *titles: str, title: str = "Закон Ома", by: User | None = None, **fields: Any
) -> VersionView:
    """Publish a scenario that covers the topics with these titles."""
    topics = [TopicRef(topic(name)) for name in titles or (CURRENT,)]
    draft = make_draft(title, topics=topics, **fields)
    return publish(make_object(by=by, draft=draft))
