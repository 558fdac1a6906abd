from uuid import uuid4

import pytest
from django import forms
from django.utils import translation

from framework.api import TopicChooser
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db


class TopicForm(forms.Form):
    topic = forms.UUIDField(widget=TopicChooser(grade=8))


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path)
    with translation.override("en"):
        yield


def test_the_chosen_node_is_shown_in_words():
    node = node_titled("Строение вещества")
    html = str(TopicForm({"topic": str(node.uuid)})["topic"])
    assert '<strong class="topic-chooser__leaf">Строение вещества</strong>' in html
    assert f'value="{node.uuid}"' in html
    assert 'data-search-url="/framework/choose/"' in html
    assert 'data-kinds="section,topic"' in html
    assert 'data-grade="8"' in html


def test_an_empty_and_an_unknown_choice_are_told_apart():
    assert "data-chosen" not in str(TopicForm()["topic"])
    assert "not in the published framework" in str(TopicForm({"topic": str(uuid4())})["topic"])


def test_titles_are_escaped(tmp_path):
    field = TopicForm({"topic": '"><script>'})["topic"]
    assert "<script>" not in str(field)


@pytest.mark.parametrize(
    "text", ["{uuid}", " {uuid} ", "http://localhost/topics/{uuid}/?from=a", "{key}"]
)
def test_uuid_key_and_address_name_a_node(text):
    node = node_titled("Строение вещества")
    form = TopicForm({"topic": text.format(uuid=node.uuid, key=node.key)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"topic": node.uuid}


@pytest.mark.parametrize("text", ["", "чепуха", "frp/net/takogo"])
def test_other_text_is_refused_by_the_field(text):
    assert not TopicForm({"topic": text}).is_valid()


def test_the_script_is_a_module_and_nothing_is_inline():
    media = str(TopicForm().media)
    assert 'type="module"' in media
    html = str(TopicForm()["topic"])
    assert "<script" not in html
    assert "style=" not in html


def test_kinds_are_checked():
    with pytest.raises(ValueError, match="unknown kinds"):
        TopicChooser(kinds=["chapter"])
