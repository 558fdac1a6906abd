import pytest

from framework import choosing
from framework.choosing import find_choices
from tests.factories.framework import load_programmes

pytestmark = pytest.mark.django_db


def test_a_cut_list_says_so(tmp_path, monkeypatch):
    load_programmes(tmp_path)
    monkeypatch.setattr(choosing, "LIMIT", 1)
    answer = find_choices(text="резервное", kinds=("topic",), subject=None, grade=None)
    assert len(answer["results"]) == 1
    assert answer["more"] is True
