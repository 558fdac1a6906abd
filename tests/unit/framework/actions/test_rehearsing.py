import pytest

from framework.api import get_tree, rehearsal
from framework.models import Framework
from tests.factories.framework import load_programmes

pytestmark = pytest.mark.django_db


def test_nothing_stays_of_a_rehearsal(tmp_path):
    with rehearsal():
        assert load_programmes(tmp_path).created
        assert get_tree().nodes
    assert not get_tree().nodes
    assert not Framework.objects.exists()


def test_without_a_dry_run_everything_stays(tmp_path):
    with rehearsal(dry_run=False):
        load_programmes(tmp_path)
    assert get_tree().nodes
