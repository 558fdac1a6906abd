import pytest

from framework import choosing
from framework.choosing import find_choices, list_children
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db


def test_a_cut_list_says_so(tmp_path, monkeypatch):
    load_programmes(tmp_path)
    monkeypatch.setattr(choosing, "LIMIT", 1)
    answer = find_choices(text="резервное", kinds=("topic",), subject=None, grade=None)
    assert len(answer["results"]) == 1
    assert answer["more"] is True


def test_topics_stand_in_the_place_of_an_untitled_section(tmp_path):
    load_programmes(tmp_path)
    shown = list_children(node=node_titled("8 класс").uuid)["results"]
    assert [(item["kind"], item["title"]) for item in shown] == [
        ("section", "Тепловые явления"),
        ("topic", "Постоянный электрический ток"),
        ("topic", "Резервное время"),
        ("topic", "Резервное время"),
    ]
