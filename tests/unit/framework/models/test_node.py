import pytest
from django.db import IntegrityError

from framework.models import FrameworkNode
from tests.factories.framework import load_programmes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", ["uuid", "key", "path"])
def test_the_database_keeps_nodes_apart(tmp_path, change):
    load_programmes(tmp_path)
    first, second = FrameworkNode.objects.order_by("path")[:2]
    setattr(second, change, getattr(first, change))
    with pytest.raises(IntegrityError):
        second.save()


@pytest.mark.parametrize(
    ("kind", "change"),
    [("grade", {"grade": 12}), ("topic", {"grade": 0}), ("topic", {"title": ""})],
)
def test_the_database_refuses_impossible_nodes(tmp_path, kind, change):
    load_programmes(tmp_path)
    with pytest.raises(IntegrityError):
        FrameworkNode.objects.filter(kind=kind).update(**change)


def test_a_node_is_shown_by_title_or_key(tmp_path):
    load_programmes(tmp_path)
    untitled = FrameworkNode.objects.get(title="")
    assert str(untitled) == untitled.key
    assert str(FrameworkNode.objects.get(key="frp/fizika")) == "Физика"
