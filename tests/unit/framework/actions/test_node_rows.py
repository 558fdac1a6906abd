import pytest

from framework.actions.node_rows import digest_of, make_rows, read_present
from framework.models import FrameworkNode, FrameworkVersion
from tests.factories.framework import load_programmes

pytestmark = pytest.mark.django_db


def test_what_is_read_back_makes_the_same_rows(tmp_path):
    load_programmes(tmp_path)
    version = FrameworkVersion.objects.get()
    present = read_present(version)
    rows = make_rows(version, present.roots)
    stored = list(FrameworkNode.objects.order_by("path"))
    names = [field.name for field in FrameworkNode._meta.fields if field.name != "id"]
    assert [[getattr(row, name) for name in names] for row in rows] == [
        [getattr(row, name) for name in names] for row in stored
    ]
    assert digest_of(rows) == version.digest


def test_the_digest_sees_every_fact(tmp_path):
    load_programmes(tmp_path)
    rows = list(FrameworkNode.objects.order_by("path"))
    before = digest_of(rows)
    rows[3].hours = 1
    assert digest_of(rows) != before
