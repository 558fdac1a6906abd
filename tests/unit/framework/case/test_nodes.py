from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.case.nodes import (
    beginning,
    default_key,
    edge_id,
    generated_item,
    kept_item,
    plan_node,
    read_texts,
)
from framework.case.outgoing import Outgoing, merged
from framework.case.words import kind_of_word, kind_word
from framework.data import KINDS
from framework.planning import PlannedNode

OUT = Outgoing("proba", "ru", uuid4(), "Проба", "2026-03-01T10:00:00+00:00", True, True)
lines = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20).map(
    lambda text: " ".join(text.split())
)


def test_an_edge_is_found_from_the_node_and_back():
    node = uuid4()
    assert edge_id(edge_id(node)) == node
    assert (edge_id(node).version, edge_id(node).variant) == (node.version, node.variant)


@pytest.mark.parametrize(
    ("levels", "grade"),
    [(["05"], 5), (["11"], 11), (["5"], 5), (["12"], None), (["KG"], None), (["05", "06"], None)],
)
def test_a_grade_is_taken_when_it_is_one_grade(levels, grade):
    members = {"fullStatement": "А", "educationLevel": levels}
    assert read_texts(members, has_children=False, language="ru").grade == grade


@pytest.mark.parametrize("language", ["ru", "en-US", "und"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_word_for_a_kind_is_read_back(kind, language):
    assert kind_of_word(kind_word(kind, language)) == kind


def test_a_beginning_ends_with_a_word():
    assert beginning("а б") == "а б"
    assert beginning("слово " * 100).endswith("слово…")
    assert len(beginning("я" * 1000)) == 251


def test_a_default_key_tells_equal_titles_apart():
    keys = {default_key("proba", PlannedNode("topic", "А", uuid=uuid4())) for _ in range(5)}
    assert len(keys) == 5
    assert all(key.startswith("proba/a-") for key in keys)


@given(
    st.sampled_from(KINDS), lines.filter(bool), lines, lines, lines,
    st.none() | st.integers(1, 11), st.none() | st.integers(1, 2000), st.booleans(),
)  # fmt: skip
def test_a_node_comes_back_from_its_item(kind, title, content, code, label, grade, hours, children):
    node = PlannedNode(
        kind=kind, title=title, content=content, code=code, type_label=label, grade=grade,
        hours=hours, uuid=uuid4(), variant="базовый", title_en="x", education_level="ООО",
    )  # fmt: skip
    node.children = [PlannedNode("topic", "Б")] if children else []
    node.key = default_key("proba", node)
    item = generated_item(node, OUT, in_content=False)
    back = plan_node(item, has_children=children, language="ru")
    back.children, back.key = node.children, node.key
    assert back == node


@given(
    st.fixed_dictionaries(
        {"fullStatement": st.text(max_size=30) | st.text(min_size=701, max_size=720)},
        optional={
            "notes": st.text(max_size=20),
            "abbreviatedStatement": st.text(max_size=20),
            "humanCodingScheme": st.text(max_size=80),
            "CFItemType": st.text(max_size=120) | st.sampled_from(["Тема", "Topic", "Раздел"]),
            "educationLevel": st.lists(st.sampled_from(["05", "5", "12"]), max_size=2),
        },
    ),
    st.booleans(),
)
def test_whatever_an_item_says_goes_out_again(said, children):
    members = {"identifier": str(uuid4()), **said}
    node = plan_node(members, has_children=children, language="ru")
    node.children = [PlannedNode("topic", "Б")] if children else []
    kept = kept_item(members, node, OUT)
    generated = generated_item(node, OUT, in_content=kept.get("statement") == "content")
    assert members.items() <= merged(generated, kept.get("item", {})).items()
