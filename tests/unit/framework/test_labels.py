from uuid import uuid4

import pytest
from django.utils import translation

from framework.api import get_tree, node_label, path_label, path_labels
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path)
    with translation.override("en"):
        yield


def test_a_path_names_the_level_and_leaves_out_untitled_sections():
    topic = node_titled("Постоянный электрический ток")
    assert path_labels(topic.uuid) == (
        "Физика",
        "basic level",
        "8 класс",
        "Постоянный электрический ток",
    )


def test_a_path_without_variant_has_no_level():
    section = node_titled("Ёлки и другие растения")
    assert path_label(section.uuid) == "География → 5 класс → Ёлки и другие растения"


def test_an_untitled_section_has_words_of_its_own():
    (untitled,) = (node for node in get_tree().nodes.values() if not node.title)
    assert node_label(untitled) == "Section without a title"
    assert path_labels(untitled.uuid)[-1] == "Section without a title"


def test_an_unknown_node_has_no_path():
    assert path_labels(uuid4()) == ()
    assert path_label(uuid4()) == ""
