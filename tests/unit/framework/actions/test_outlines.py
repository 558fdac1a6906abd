import json

import pytest

from framework.actions.outlines import import_crosswalk_file, import_outline, import_shipped
from framework.api import get_tree, node_label, path_labels, search_nodes
from framework.data import BROADER, NARROWER
from framework.models import Crosswalk, FrameworkVersion, NodeChange
from framework.outline.files import CROSSWALKS, TREES
from tests.factories.framework import load_starter

pytestmark = pytest.mark.django_db


def test_what_is_shipped_stands_beside_the_programmes_and_not_among_the_subjects(now):
    load_starter()
    subjects = get_tree().subjects
    assert import_shipped(by=None, now=now) == ["ege", "ib", "moskva", "oge"]
    tree = get_tree()
    assert [tree.nodes[uuid].title for uuid in tree.subjects] == [
        *(tree.nodes[uuid].title for uuid in subjects),
        "Москвоведение",
    ]
    assert {key: facts.kind for key, facts in tree.frameworks.items()} == {
        "frp": "programme",
        "ege": "codifier",
        "ib": "international",
        "moskva": "regional",
        "oge": "codifier",
    }
    assert import_shipped(by=None, now=now) == []


def test_a_codifier_speaks_for_itself_in_paths_and_comes_after_the_programmes(now):
    load_starter()
    import_shipped(by=None, now=now)
    tree = get_tree()
    element = tree.nodes[tree.by_key["oge/matematika/1/1-2"]]
    assert node_label(element).startswith("1.2 ")
    assert path_labels(element.uuid)[:2] == ("Кодификаторы ОГЭ", "Математика")
    found = search_nodes("дроби", limit=50)
    places = [node.framework_key == "frp" for node in found if node.title.startswith("Дроби")]
    assert places == sorted(places, reverse=True)


def test_counterparts_are_read_from_both_ends(now):
    load_starter()
    import_shipped(by=None, now=now)
    tree = get_tree()
    one = Crosswalk.objects.filter(relation=BROADER).first()
    [there] = [link for link in tree.counterparts(one.source) if link.node == one.target]
    [back] = [link for link in tree.counterparts(one.target) if link.node == one.source]
    assert (there.relation, back.relation) == (BROADER, NARROWER)
    sure = [link.confidence for link in tree.counterparts(one.target)]
    assert sure == sorted(sure, reverse=True)


def test_pairs_without_their_nodes_wait(now):
    import_outline(path=TREES / "oge.json", by=None, now=now)
    report = import_crosswalk_file(path=CROSSWALKS / "oge-frp.json", by=None, now=now)
    assert (report.created, report.pairs > 300) == (0, True)
    assert all(key.startswith("frp/") for key in report.unknown)
    load_starter()
    report = import_crosswalk_file(path=CROSSWALKS / "oge-frp.json", by=None, now=now)
    assert (report.created, report.unknown) == (report.pairs, ())
    assert import_crosswalk_file(path=CROSSWALKS / "oge-frp.json", by=None, now=now).created == 0


def test_the_next_edition_of_an_outline_has_a_change_map(now, tmp_path):
    import_outline(path=TREES / "moskva.json", by=None, now=now)
    data = json.loads((TREES / "moskva.json").read_text(encoding="utf-8"))
    data["framework"]["edition"] = "2027"
    section = data["nodes"][0]["children"][0]["children"][0]["children"][0]
    gone = section["children"].pop()
    section["title"] = "Город на карте и на земле"
    path = tmp_path / "next.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    import_outline(path=path, by=None, now=now)
    assert sorted(FrameworkVersion.objects.values_list("label", "status")) == [
        ("2026", "superseded"),
        ("2027", "published"),
    ]
    assert set(NodeChange.objects.values_list("kind", "title_before")) == {
        ("renamed", "Город на карте и под ногами"),
        ("retired", gone["title"]),
    }
