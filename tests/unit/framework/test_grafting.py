"""Nodes that packages bring: under their parents, never in place of a framework's own."""

from dataclasses import replace
from uuid import uuid4

import pytest

from framework.api import forget_tree, get_tree, receive_nodes, unknown_nodes
from framework.data import NodeFacts
from framework.models import ReceivedNode
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db


def facts(title: str, parent=None, kind: str = "topic", **changes) -> NodeFacts:
    values = {
        "uuid": uuid4(), "parent": parent, "key": f"abroad/{title}", "kind": kind, "title": title,
        "hours": 2, "grade": 8, "education_level": "ООО", "variant": "", "framework_key": "abroad",
    }  # fmt: skip
    return NodeFacts(**{**values, **changes})


def test_a_topic_hangs_under_the_section_it_had(tmp_path, now):
    load_programmes(tmp_path)
    section = node_titled("Тепловые явления")
    node = facts("Тепловые двигатели", section.uuid)
    assert receive_nodes(nodes=[node], now=now) == 1
    tree = get_tree()
    assert tree.get(node.uuid).ancestors == (*section.ancestors, section.uuid)
    assert tree.get(section.uuid).children[-1] == node.uuid
    assert tree.subject_of(node.uuid).title == "Физика"


def test_a_whole_branch_in_any_order(now):
    subject = facts("Астрономия", kind="subject", grade=None)
    section = facts("Звёзды", subject.uuid, kind="section")
    topic = facts("Солнце", section.uuid)
    receive_nodes(nodes=[topic, section, subject], now=now)
    assert [node.title for node in get_tree().path(topic.uuid)] == [
        "Астрономия", "Звёзды", "Солнце",
    ]  # fmt: skip
    assert subject.uuid in get_tree().subjects


def test_what_is_known_is_not_received_again(tmp_path, now):
    load_programmes(tmp_path)
    known = node_titled("Физика")
    node = replace(facts("Иначе", kind="subject"), uuid=known.uuid)
    assert unknown_nodes([node]) == []
    assert receive_nodes(nodes=[node], now=now) == 0
    fresh = facts("Новое")
    assert (receive_nodes(nodes=[fresh], now=now), receive_nodes(nodes=[fresh], now=now)) == (1, 0)


def test_a_framework_that_has_the_node_later_counts(tmp_path, now):
    load_programmes(tmp_path)
    node = node_titled("Строение вещества")
    ReceivedNode.objects.create(
        uuid=node.uuid, key="abroad/x", kind="topic", title="Чужое", framework_key="abroad",
        received_at=now,
    )  # fmt: skip
    forget_tree()
    assert get_tree().get(node.uuid).title == "Строение вещества"


def test_a_received_node_takes_no_key_away(tmp_path, now):
    load_programmes(tmp_path)
    known = node_titled("Физика")
    receive_nodes(nodes=[facts("Физика", kind="subject", key=known.key)], now=now)
    assert get_tree().by_key[known.key] == known.uuid


def test_a_ring_of_parents_does_no_harm(now):
    one, two = facts("Один"), facts("Два")
    ring = [replace(one, parent=two.uuid), replace(two, parent=one.uuid)]
    receive_nodes(nodes=[*ring, replace(facts("Сам"), parent=uuid4())], now=now)
    assert len(get_tree().nodes) == 3


def test_the_stamp_moves_on(now):
    before = get_tree().stamp
    receive_nodes(nodes=[facts("Новое")], now=now)
    assert get_tree().stamp != before
