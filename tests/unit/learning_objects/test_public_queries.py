from __future__ import annotations

from datetime import timedelta

import pytest

from core.api import new_uuid, now
from learning_objects.api import get_object, library_stamp, withdraw_object
from learning_objects.models import LearningObjectVersion
from tests.factories.library import publish_on
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def test_the_stamp_changes_with_a_withdrawal_by_a_slower_clock() -> None:
    author, moment = make_user("author"), now()
    objects = [get_object(uuid=publish_on(by=author).object_uuid) for _ in range(2)]
    stamps = {library_stamp()}
    for found, delay in zip(objects, (0, 5), strict=True):
        assert found
        earlier = moment - timedelta(seconds=delay)
        withdraw_object(learning_object=found, reason="Ошибка", by=author, now=earlier)
        stamps.add(library_stamp())
    assert len(stamps) == 3


def test_the_stamp_changes_with_a_publication_that_commits_late() -> None:
    publish_on()
    version = LearningObjectVersion.objects.get()
    stamps = {library_stamp()}
    # On PostgreSQL the one with the smaller id may become visible last.
    for number, ahead in ((2, 5), (3, -2)):
        version.pk, version.number, version.decision_uuid = version.pk + ahead, number, new_uuid()
        version.save(force_insert=True)
        stamps.add(library_stamp())
    assert len(stamps) == 3
