from pathlib import Path

import pytest

from search.documents import document_of
from tests.factories.framework import PHYSICS, load_programmes, node_titled, programme
from tests.factories.search import make_view

pytestmark = pytest.mark.django_db


def test_the_own_topic_weighs_more_than_what_it_stands_in(tmp_path: Path) -> None:
    load_programmes(tmp_path)
    document = document_of(make_view(nodes=[node_titled("Тепловые процессы").uuid]))
    topics = document.topic_lemmas
    assert topics.count("процесс") == 2
    assert topics.count("явление") == 1
    # The text is weighed apart: there it counts once, as all else.
    assert document.text_lemmas.count("процесс") == 1


def test_one_title_of_several_topics_is_added_once_and_a_class_has_none(tmp_path: Path) -> None:
    other = programme(PHYSICS, subject="Физика углублённая")
    load_programmes(tmp_path, PHYSICS, other)
    topic = node_titled("Тепловые процессы")
    grade = node_titled("Тепловые явления").parent
    assert grade
    one = document_of(make_view(nodes=[topic.uuid, grade])).topic_lemmas
    assert one == document_of(make_view(nodes=[topic.uuid])).topic_lemmas
