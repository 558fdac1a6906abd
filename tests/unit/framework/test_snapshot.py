import pytest
from django.db import transaction

from core.api import now
from framework import snapshot
from framework.api import forget_tree, get_tree, import_frp
from framework.models import FrameworkNode, FrameworkVersion
from tests.factories.framework import (
    GEOGRAPHY,
    PHYSICS,
    load_programmes,
    node_titled,
    write_programmes,
)

pytestmark = pytest.mark.django_db


def test_before_any_import_the_tree_is_empty():
    assert not get_tree().nodes
    assert get_tree().subjects == ()


def test_a_warm_tree_costs_no_query(tmp_path, django_assert_num_queries):
    load_programmes(tmp_path)
    with django_assert_num_queries(5):  # the mark of three tables, nodes, and what has ended
        get_tree()
    with django_assert_num_queries(0):
        tree = get_tree()
        tree.path(tree.subjects[0])


def test_an_import_shows_at_once_in_the_same_process(tmp_path):
    load_programmes(tmp_path / "a", GEOGRAPHY)
    assert len(get_tree().subjects) == 1
    load_programmes(tmp_path / "b", GEOGRAPHY, PHYSICS)
    assert len(get_tree().subjects) == 2


def test_a_change_by_another_process_is_seen_by_its_stamp(
    tmp_path, monkeypatch, django_assert_num_queries
):
    load_programmes(tmp_path)
    tree = get_tree()
    monkeypatch.setattr(snapshot, "CHECK_SECONDS", 0.0)
    with django_assert_num_queries(3):
        assert get_tree() is tree
    FrameworkNode.objects.filter(title="Строение вещества").update(title="Иначе")
    FrameworkVersion.objects.update(digest="f" * 64)
    with django_assert_num_queries(5):
        assert get_tree() is not tree
    assert node_titled("Иначе").kind == "topic"


def test_an_import_that_was_rolled_back_leaves_no_trace(tmp_path, monkeypatch):
    load_programmes(tmp_path / "a", GEOGRAPHY)
    folder = write_programmes(tmp_path / "b", PHYSICS)
    with transaction.atomic():
        import_frp(path=folder, by=None, now=now())
        assert len(get_tree().subjects) == 1
        transaction.set_rollback(True)
    monkeypatch.setattr(snapshot, "CHECK_SECONDS", 0.0)
    assert [get_tree().nodes[uuid].title for uuid in get_tree().subjects] == ["География"]


def test_a_tree_that_changes_while_it_is_read_is_not_kept(tmp_path, monkeypatch):
    load_programmes(tmp_path)
    load = snapshot._load

    def load_and_be_told(stamp):
        tree = load(stamp)
        forget_tree()
        return tree

    monkeypatch.setattr(snapshot, "_load", load_and_be_told)
    first = get_tree()
    monkeypatch.setattr(snapshot, "_load", load)
    assert get_tree() is not first


def test_nodes_know_their_place(tmp_path):
    load_programmes(tmp_path)
    tree = get_tree()
    topic = node_titled("Строение вещества")
    assert [node.kind for node in tree.path(topic.uuid)] == [
        "subject",
        "programme",
        "grade",
        "section",
        "topic",
    ]
    assert tree.subject_of(topic.uuid).title == "Физика"
    assert topic.parent == topic.ancestors[-1]
    assert topic.uuid in tree.nodes[topic.parent].children
    assert [node.uuid for node in tree.descend(topic.ancestors[0])] == [
        node.uuid
        for node in tree.nodes.values()
        if topic.ancestors[0] in (node.uuid, *node.ancestors)
    ]
    assert tree.nodes[tree.by_key["frp/fizika"]].title == "Физика"
    assert (topic.framework_key, topic.grade, topic.variant) == ("frp", 8, "базовый")


def test_superseded_editions_are_not_in_the_tree(tmp_path):
    load_programmes(tmp_path)
    FrameworkVersion.objects.update(status="superseded")
    forget_tree()
    assert not get_tree().nodes


def test_the_snapshot_cannot_be_changed(tmp_path):
    load_programmes(tmp_path)
    with pytest.raises(TypeError):
        get_tree().nodes[get_tree().subjects[0]] = None
