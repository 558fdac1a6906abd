import json

import pytest

from accounts.errors import NotAllowed
from framework.actions.crosswalks import Pair
from framework.api import CaseWishes, export_case, get_tree, import_case, link_nodes, unlink_nodes
from framework.errors import CaseFileError, EditionClosed
from framework.models import (
    Crosswalk,
    Framework,
    FrameworkNode,
    FrameworkVersion,
    NodeChange,
    NodeSuccession,
)
from tests.factories.case import (
    DOCUMENT,
    association,
    load_package,
    package,
    uuid_of,
    write_package,
)
from tests.factories.framework import load_programmes, node_titled
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
KEY = f"case-{DOCUMENT}"
TREE = {"А": "document", "Б": "А", "В": "А"}


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Framework, FrameworkVersion, FrameworkNode, Crosswalk, NodeSuccession)
    ]


def children(name):
    return [node.title for node in get_tree().children(uuid_of(name))]


def test_items_become_nodes_under_their_identifiers(tmp_path):
    facts = {
        "А": {"CFItemType": "Standard", "humanCodingScheme": "1", "notes": "Пояснение"},
        "Б": {"educationLevel": ["07"], "language": "en", "alternativeLabel": "иначе"},
        "В": {"educationLevel": ["07", "08"]},
    }
    report = load_package(tmp_path, package(TREE, items=facts, language="ru"))
    assert (report.key, report.edition, report.nodes.created) == (KEY, "1", 3)
    root, child, other = (get_tree().nodes[uuid_of(name)] for name in TREE)
    assert (root.kind, root.type_label, root.code, root.content) == (
        "section", "Standard", "1", "Пояснение",
    )  # fmt: skip
    assert (child.kind, child.grade, child.parent) == ("topic", 7, root.uuid)
    assert other.grade is None
    framework = Framework.objects.get(key=KEY)
    assert (framework.title, framework.publisher, framework.kind) == ("Проба", "Автор", "other")
    assert FrameworkVersion.objects.get().status == "published"


def test_importing_again_writes_nothing(tmp_path):
    data = package(TREE, association("Б", "В", "precedes"), items={"Б": {"notes": "х" * 9}})
    load_package(tmp_path, data)
    before = everything()
    report = load_package(tmp_path, data)
    assert not report.nodes.changed
    assert everything() == before


def test_renamed_moved_and_removed_items_keep_or_lose_their_nodes(tmp_path):
    load_package(tmp_path, package({**TREE, "Г": "document"}))
    ids = dict(FrameworkNode.objects.values_list("uuid", "id"))
    changed = package(
        {"А": "document", "Б": "Г", "Г": "document"}, items={"А": {"fullStatement": "Иначе"}}
    )
    report = load_package(tmp_path, changed)
    assert (report.nodes.renamed, report.nodes.removed, report.nodes.created) == (1, 1, 0)
    assert get_tree().nodes[uuid_of("А")].title == "Иначе"
    assert children("Г") == ["Б"]
    assert {row.uuid: row.id for row in FrameworkNode.objects.all()}.items() <= ids.items()
    kinds = dict(NodeChange.objects.values_list("former", "kind"))
    assert kinds == {
        uuid_of("А"): "renamed", uuid_of("Б"): "moved", uuid_of("В"): "retired",
        uuid_of("Г"): "edited",  # something stands below it now: it is of another kind
    }  # fmt: skip
    assert FrameworkNode.find_problems() == ([], [], [], [], [])


def test_a_move_alone_is_a_change(tmp_path):
    """The place among siblings stays 0, the key stays: only the parent differs."""
    load_package(tmp_path, package({"А": "document", "Б": "document", "В": "А"}))
    report = load_package(tmp_path, package({"А": "document", "Б": "document", "В": "Б"}))
    assert report.nodes.updated
    assert children("Б") == ["В"]


@pytest.mark.parametrize(
    ("statement", "short", "title"),
    [
        ("слово " * 200, "Кратко", "Кратко"),
        ("слово " * 200, "", "слово " * 40 + "слово…"),
        ("Таблица:\r\n\r\n| 1 | 2 |", "", "Таблица: | 1 | 2 |"),
        ("д" * 701, "к" * 701, "д" * 250 + "…"),
    ],
)
def test_a_long_statement_is_the_content_and_goes_out_whole(tmp_path, statement, short, title):
    facts = {"fullStatement": statement, "notes": "примечание"}
    facts |= {"abbreviatedStatement": short} if short else {}
    load_package(tmp_path, package(TREE, items={"Б": facts}))
    node = get_tree().nodes[uuid_of("Б")]
    assert (node.title, node.content) == (title, statement)
    (out,) = [i for i in export_case(key=KEY)["CFItems"] if i["identifier"] == str(node.uuid)]
    assert facts.items() <= out.items()


def test_a_code_that_was_shortened_is_told_and_goes_out_whole(tmp_path):
    facts = {"humanCodingScheme": "1." * 40, "CFItemType": "тип " * 40}
    report = load_package(tmp_path, package(TREE, items={"Б": facts}))
    assert report.left_out == {"cut": [("1." * 40)[:60]]}
    assert get_tree().nodes[uuid_of("Б")].code == ("1." * 40)[:60]
    (out,) = [i for i in export_case(key=KEY)["CFItems"] if i["identifier"] == str(uuid_of("Б"))]
    assert facts.items() <= out.items()


def test_an_item_without_a_statement_is_an_untitled_section(tmp_path):
    load_package(tmp_path, package(TREE, items={"Б": {"fullStatement": " "}}))
    node = get_tree().nodes[uuid_of("Б")]
    assert (node.kind, node.title) == ("section", "")


def test_a_new_version_is_a_new_edition_with_its_change_map(tmp_path):
    load_package(tmp_path, package(TREE, version="2025"))
    more = association("В", "Г", "replacedBy")
    report = load_package(
        tmp_path, package({"А": "document", "Б": "А", "Г": "А"}, more, version="2026")
    )
    assert (report.edition, report.successions) == ("2026", 1)
    (change,) = NodeChange.objects.filter(former=uuid_of("В"))
    assert (change.kind, change.present) == ("renamed", uuid_of("Г"))
    with pytest.raises(EditionClosed):
        load_package(tmp_path, package(TREE, version="2025"))


def test_wishes_decide_over_the_package(tmp_path):
    wishes = {"key": "proba", "title": "Иное", "edition": "первая", "kind": "international"}
    report = load_package(tmp_path, package(TREE, version="9"), **wishes)
    assert (report.key, report.edition) == ("proba", "первая")
    framework = Framework.objects.get()
    assert (framework.key, framework.title, framework.kind) == ("proba", "Иное", "international")
    report = load_package(tmp_path, package(TREE, version="первая"))
    assert (report.key, report.nodes.changed) == ("proba", False)


def test_a_package_takes_no_other_framework_over(tmp_path):
    load_programmes(tmp_path / "frp")
    with pytest.raises(CaseFileError, match="frp"):
        load_package(tmp_path, package(TREE), key="frp")
    theirs = node_titled("Строение вещества").uuid
    data = package(TREE)
    data["CFItems"][1]["identifier"] = str(theirs)
    data["CFAssociations"][1]["originNodeURI"]["identifier"] = str(theirs)
    with pytest.raises(CaseFileError) as caught:
        load_package(tmp_path, data)
    assert caught.value.place == "$.CFItems[1].identifier"
    assert Framework.objects.count() == 1


def test_an_own_key_in_the_extensions_takes_nothing_over_either(tmp_path):
    load_programmes(tmp_path / "frp")
    own = {"mesh": {"origin": "mesh", "key": "frp", "kind": "programme"}}
    item = {"extensions": {"mesh": {"key": node_titled("Строение вещества").key}}}
    report = load_package(tmp_path, package(TREE, items={"Б": item}, extensions=own))
    assert report.key == KEY
    assert get_tree().nodes[uuid_of("Б")].key.startswith(f"{KEY}/")


def test_matches_with_another_framework_become_crosswalks(tmp_path):
    load_programmes(tmp_path / "frp")
    theirs = str(node_titled("Строение вещества").uuid)
    others = [
        association("Б", "чужой", "exactMatchOf"),
        association("В", "чужой", "isPartOf"),
        association("А", "неизвестный", "isRelatedTo"),
        association("Б", "В", "precedes"),
    ]
    for one in others[:2]:
        one["destinationNodeURI"]["identifier"] = theirs
    report = load_package(tmp_path, package(TREE, *others))
    assert report.crosswalks == 2
    assert sorted(report.left_out["kept_association"]) == [
        "А isRelatedTo неизвестный", "Б precedes В",
    ]  # fmt: skip
    relations = {row.source: row.relation for row in Crosswalk.objects.all()}
    assert relations == {uuid_of("Б"): "exact", uuid_of("В"): "narrower"}
    out = {one["identifier"]: one for one in export_case(key=KEY)["CFAssociations"]}
    assert all(out[one["identifier"]] == one for one in others)
    assert not load_package(tmp_path, package(TREE, *others)).crosswalks


def test_a_crosswalk_that_people_changed_goes_out_as_they_left_it(tmp_path, now):
    load_programmes(tmp_path / "frp")
    theirs = node_titled("Строение вещества").uuid
    match = association("Б", "чужой", "exactMatchOf")
    match["destinationNodeURI"]["identifier"] = str(theirs)
    load_package(tmp_path, package(TREE, match))
    link_nodes(pair=Pair(uuid_of("Б"), theirs, "broader"), by=None, now=now)
    (out,) = others(export_case(key=KEY))
    assert out["associationType"] == "isPartOf"
    assert out["originNodeURI"]["identifier"] == str(theirs)
    unlink_nodes(uuid=Crosswalk.objects.get().uuid, by=None, now=now)
    assert others(export_case(key=KEY)) == []


def others(package):
    return [one for one in package["CFAssociations"] if one["associationType"] != "isChildOf"]


def test_everything_that_case_says_goes_out_again(tmp_path):
    facts = {
        "language": "en", "listEnumeration": "a", "conceptKeywords": ["x", "y"],
        "educationLevel": ["5"], "statusStartDate": "2026-09-01", "subject": ["Физика"],
        "alternativeLabel": "иначе", "abbreviatedStatement": "кратко",
        "extensions": {"other": {"deep": [1, 2.5, None]}},
    }  # fmt: skip
    subject = {"identifier": str(uuid_of("subject")), "title": "Физика", "hierarchyCode": "1"}
    data = package(
        TREE, items={"Б": facts}, adoptionStatus="Draft", subject=["Физика"], notes="Заметка",
        officialSourceURL="https://case.test/", language="en-US", frameworkType="Standards",
    )  # fmt: skip
    data["CFDefinitions"] = {"CFSubjects": [subject]}
    data["CFRubrics"] = [{"identifier": str(uuid_of("r")), "CFRubricCriteria": [{"weight": 1.5}]}]
    data["extensions"] = {"x": 1}
    load_package(tmp_path, data)
    out = export_case(key=KEY)
    assert data["CFDocument"].items() <= out["CFDocument"].items()
    for was, item in zip(data["CFItems"], out["CFItems"], strict=True):
        assert was.items() <= item.items()
    assert subject.items() <= out["CFDefinitions"]["CFSubjects"][0].items()
    assert out["CFRubrics"][0]["CFRubricCriteria"][0]["weight"] == 1.5
    assert out["extensions"] == {"x": 1}
    again = json.loads(json.dumps(out))
    FrameworkNode.objects.all().delete()
    Framework.objects.all().delete()
    load_package(tmp_path, again)
    assert export_case(key=KEY) == out


def test_what_people_edit_here_goes_out_edited(tmp_path):
    facts = {"fullStatement": "Два  слова", "humanCodingScheme": "1  1", "notes": "н"}
    load_package(tmp_path, package(TREE, items={"Б": facts}))
    FrameworkNode.objects.filter(uuid=uuid_of("Б")).update(title="Иное", code="2")
    FrameworkVersion.objects.update(digest="other")
    (out,) = [
        one for one in export_case(key=KEY)["CFItems"] if one["identifier"] == str(uuid_of("Б"))
    ]
    assert (out["fullStatement"], out["humanCodingScheme"], out["notes"]) == ("Иное", "2", "н")
    assert out["lastChangeDateTime"] != facts.get("lastChangeDateTime")


def test_only_those_who_manage_the_framework_import(tmp_path, now):
    path = write_package(tmp_path, package(TREE))
    with pytest.raises(NotAllowed):
        import_case(path=path, by=make_user("author"), now=now)
    import_case(path=path, by=make_user("methodologist"), now=now, wishes=CaseWishes())


def test_nothing_is_left_of_an_import_that_fails(tmp_path):
    with pytest.raises(CaseFileError):
        load_package(tmp_path, package({"А": "Б", "Б": "А"}))
    assert not Framework.objects.exists()
