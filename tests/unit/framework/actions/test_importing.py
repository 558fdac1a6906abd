import json

import pytest

from accounts.errors import NotAllowed
from core.actions import outbox
from core.api import pending, read_trail, register_consumer
from framework.actions.importing import STARTER
from framework.api import ensure_framework, get_tree, import_frp, import_starter
from framework.errors import EditionClosed, FrameworkFileError, StarterWouldRemove
from framework.models import Framework, FrameworkNode, FrameworkVersion
from tests.factories.framework import (
    GEOGRAPHY,
    PHYSICS,
    load_programmes,
    node_titled,
    programme,
    write_programmes,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def rows():
    return list(FrameworkNode.objects.order_by("path").values("id", "key", "path", "title"))


def retitled(old, new):
    data = programme()
    for section in data["grades"][0]["sections"]:
        for topic in section["topics"]:
            topic["title"] = topic["title"].replace(old, new)
    return data


def test_a_folder_becomes_a_published_tree(tmp_path, now):
    report = load_programmes(tmp_path)
    assert (report.programmes, report.subject_grades, report.sections, report.topics) == (
        2,
        2,
        3,
        6,
    )
    assert (report.created, report.updated, report.removed, report.same) == (15, 0, 0, 0)
    version = FrameworkVersion.objects.get()
    assert (version.status, version.framework.key, version.label) == ("published", "frp", "2025")
    assert len(version.digest) == 64


def test_treebeard_finds_nothing_wrong(tmp_path):
    load_programmes(tmp_path)
    assert FrameworkNode.find_problems() == ([], [], [], [], [])
    root = FrameworkNode.objects.get(key="frp/fizika")
    assert [node.kind for node in root.get_descendants()][:3] == ["programme", "grade", "section"]


def test_what_is_missing_stays_missing(tmp_path):
    load_programmes(tmp_path)
    untitled = FrameworkNode.objects.get(key="frp/fizika/ooo-bazovyj/8/bez-nazvaniya")
    assert (untitled.title, untitled.hours, untitled.numchild) == ("", None, 3)
    topic = FrameworkNode.objects.get(title="Тепловые процессы")
    assert (topic.hours, topic.content) == (None, "")


def test_importing_again_writes_nothing(tmp_path, django_assert_max_num_queries):
    load_programmes(tmp_path)
    before = rows()
    with django_assert_max_num_queries(9):
        report = load_programmes(tmp_path)
    assert not report.changed
    assert report.same == 15
    assert rows() == before


def test_hundreds_of_nodes_are_written_in_few_statements(tmp_path, django_assert_max_num_queries):
    many = programme()
    many["grades"][0]["sections"] = [
        {
            "title": f"Раздел {number}",
            "hours": 1,
            "topics": [{"title": f"Тема {item}", "hours": 1, "content": ""} for item in range(20)],
        }
        for number in range(20)
    ]
    with django_assert_max_num_queries(40):
        load_programmes(tmp_path, many)


def test_a_corrected_title_keeps_uuid_and_row(tmp_path):
    load_programmes(tmp_path, PHYSICS)
    before = FrameworkNode.objects.get(title="Строение вещества")
    report = load_programmes(tmp_path, retitled("Строение вещества", "Строение веществ"))
    after = FrameworkNode.objects.get(title="Строение веществ")
    assert (after.id, after.uuid, after.key) == (before.id, before.uuid, before.key)
    assert (report.updated, report.renamed, report.created, report.removed) == (1, 1, 0, 0)


def test_changed_hours_and_content_are_updated_in_place(tmp_path):
    load_programmes(tmp_path, PHYSICS)
    changed = programme()
    changed["grades"][0]["sections"][0]["topics"][0] |= {"hours": 9, "content": "Иное"}
    report = load_programmes(tmp_path, changed)
    assert (report.updated, report.renamed) == (1, 0)
    assert node_titled("Строение вещества").hours == 9


def test_what_is_gone_from_the_file_goes(tmp_path):
    load_programmes(tmp_path, PHYSICS)
    less = programme()
    del less["grades"][0]["sections"][0]
    report = load_programmes(tmp_path, less)
    assert (report.removed, report.updated) == (3, 1)
    assert not FrameworkNode.objects.filter(title="Тепловые явления").exists()
    assert FrameworkNode.find_problems() == ([], [], [], [], [])


def test_a_new_order_moves_nodes_and_keeps_rows(tmp_path):
    load_programmes(tmp_path, PHYSICS)
    ids = {row["key"]: row["id"] for row in rows()}
    turned = programme()
    turned["grades"][0]["sections"].reverse()
    load_programmes(tmp_path, turned)
    assert {row["key"]: row["id"] for row in rows()} == ids
    sections = [node.title for node in get_tree().children(node_titled("8 класс").uuid)]
    assert sections == ["", "Тепловые явления"]


def test_one_file_leaves_the_other_programmes_alone(tmp_path, now):
    load_programmes(tmp_path / "all")
    folder = write_programmes(tmp_path / "one", programme(variant="углублённый"))
    report = import_frp(path=folder / "0.json", by=None, now=now)
    assert report.removed == 0
    assert report.programmes == 3
    programmes = FrameworkNode.objects.filter(kind="programme").values_list("key", flat=True)
    assert set(programmes) == {
        "frp/geografiya/ooo",
        "frp/fizika/ooo-bazovyj",
        "frp/fizika/ooo-uglublennyj",
    }


def test_a_folder_is_the_whole_framework(tmp_path):
    load_programmes(tmp_path / "all")
    load_programmes(tmp_path / "less", GEOGRAPHY)
    assert [get_tree().nodes[uuid].title for uuid in get_tree().subjects] == ["География"]


def test_a_bad_file_leaves_everything_as_it_was(tmp_path, now):
    load_programmes(tmp_path)
    before = rows()
    worse = write_programmes(tmp_path / "worse", GEOGRAPHY, retitled("Строение", "Состав"))
    (worse / "2.json").write_text("{")
    with pytest.raises(FrameworkFileError):
        import_frp(path=worse, by=None, now=now)
    assert rows() == before


def test_nothing_is_left_of_a_first_import_that_failed(tmp_path, now):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(FrameworkFileError):
        import_frp(path=tmp_path, by=None, now=now)
    assert not Framework.objects.exists()


def test_a_new_edition_supersedes_the_old_and_keeps_uuids(tmp_path, now):
    load_programmes(tmp_path / "old", PHYSICS)
    uuid = node_titled("Строение вещества").uuid
    folder = write_programmes(tmp_path / "new", retitled("Строение вещества", "Строение веществ"))
    import_frp(path=folder, by=None, now=now, edition="2026")
    states = dict(FrameworkVersion.objects.values_list("label", "status"))
    assert states == {"2025": "superseded", "2026": "published"}
    assert node_titled("Строение веществ").uuid == uuid
    assert len(get_tree().nodes) * 2 == FrameworkNode.objects.count()
    assert FrameworkNode.find_problems() == ([], [], [], [], [])
    with pytest.raises(EditionClosed):
        import_frp(path=folder, by=None, now=now, edition="2025")


def test_only_those_who_manage_the_framework_import(tmp_path, now):
    folder = write_programmes(tmp_path, PHYSICS)
    with pytest.raises(NotAllowed):
        import_frp(path=folder, by=make_user("author"), now=now)
    methodologist = make_user("methodologist")
    import_frp(path=folder, by=methodologist, now=now)
    version = FrameworkVersion.objects.get()
    trail = read_trail(object_uuid=version.uuid)
    assert [entry.action for entry in trail] == ["framework.import", "framework.publish"]
    assert {entry.actor_uuid for entry in trail} == {methodologist.uuid}


def test_listeners_learn_of_changes_only(tmp_path, monkeypatch):
    monkeypatch.setattr(outbox.consumers, "_entries", {})
    register_consumer(name="framework-test", topics=["framework.changed", "framework.published"])
    load_programmes(tmp_path)
    load_programmes(tmp_path)
    topics = [item.topic for item in pending(consumer="framework-test", limit=10)]
    assert topics == ["framework.changed", "framework.published"]


def test_the_starter_has_the_subjects_of_the_middle_school(now):
    report = import_starter(by=None, now=now)
    tree = get_tree()
    assert report.programmes >= 10
    assert {node.grade for node in tree.nodes.values() if node.grade} == {5, 6, 7, 8, 9}
    assert not any(node.content for node in tree.nodes.values())
    assert all(node.hours for node in tree.nodes.values() if node.kind == "grade")


def test_the_starter_does_not_replace_a_fuller_framework(tmp_path, now):
    programmes = [programme(subject=f"Предмет {number}") for number in range(14)]
    load_programmes(tmp_path, *programmes)
    with pytest.raises(StarterWouldRemove):
        import_starter(by=None, now=now)
    assert len(get_tree().subjects) == 14


def test_a_new_installation_gets_what_there_is(tmp_path, now):
    folder = write_programmes(tmp_path / "shared", GEOGRAPHY)
    report = ensure_framework(folder=folder, by=None, now=now)
    assert report.programmes == 1
    assert ensure_framework(folder=tmp_path / "absent", by=None, now=now) is None


def test_without_shared_data_it_gets_the_starter(tmp_path, now):
    report = ensure_framework(folder=tmp_path / "absent", by=None, now=now)
    assert report.programmes == len(list(STARTER.glob("*.json")))


@pytest.mark.shared_data
def test_the_federal_programmes_are_all_there(shared_data, now):
    folder = shared_data / "framework" / "frp-2025"
    import_starter(by=None, now=now)
    starter = set(get_tree().nodes)
    report = import_frp(path=folder, by=None, now=now)
    assert (report.programmes, report.subject_grades, report.sections, report.topics) == (
        74,
        213,
        949,
        3378,
    )
    assert report.removed == 0
    tree = get_tree()
    assert starter < set(tree.nodes)
    topics = [node for node in tree.nodes.values() if node.kind == "topic"]
    sections = [node for node in tree.nodes.values() if node.kind == "section"]
    assert sum(not node.title for node in sections) == 171
    assert sum(node.hours is None for node in topics) == 33
    assert sum(not node.content for node in topics) == 534
    assert max(len(node.title) for node in topics) == 648
    twins = {}
    for node in tree.nodes.values():
        if node.kind == "grade":
            subject = tree.subject_of(node.uuid).title
            twins.setdefault((subject, node.grade), set()).add(node.variant)
    assert sum(len(variants) == 2 for variants in twins.values()) == 41
    assert not import_frp(path=folder, by=None, now=now).changed


@pytest.mark.shared_data
def test_the_starter_says_what_the_programmes_say(shared_data):
    for file in STARTER.glob("*.json"):
        official = json.loads((shared_data / "framework" / "frp-2025" / file.name).read_text())
        for grade in official["grades"]:
            for section in grade["sections"]:
                for topic in section["topics"]:
                    topic["content"] = ""
        assert json.loads(file.read_text()) == official, file.name
