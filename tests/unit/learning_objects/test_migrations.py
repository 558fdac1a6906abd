from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from core.api import now
from learning_objects.actions.counting import recount_library
from learning_objects.api import get_object, withdraw_object
from learning_objects.models import LibraryMark, TopicSetCount
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def test_an_older_library_is_counted() -> None:
    author = make_user("author")
    publish_on(HEAT, CURRENT, by=author)
    publish_on(CURRENT, HEAT, by=author)
    publish_on(FORESTS, by=author)
    gone = get_object(uuid=publish_on(CURRENT, by=author).object_uuid)
    assert gone
    withdraw_object(learning_object=gone, reason="Ошибка", by=author, now=now())
    TopicSetCount.objects.all().delete()
    LibraryMark.objects.all().delete()

    import_module("learning_objects.migrations.0007_counts").count(apps, None)

    assert sorted(TopicSetCount.objects.values_list("number", flat=True)) == [1, 2]
    assert recount_library(repair=False) == {}
    assert LibraryMark.objects.get().serial == 1
