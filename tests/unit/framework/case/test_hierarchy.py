import pytest

from framework.case.errors import CaseFileError
from framework.case.hierarchy import build_hierarchy
from framework.case.parsing import parse_package
from tests.factories.case import association, package, uuid_of


def tree_of(data):
    found = parse_package(data, "case.json")
    return build_hierarchy(found), found.notes.by_reason


def names(tree, uuids, *known):
    by_uuid = {uuid_of(name): name for name in known}
    return [by_uuid[uuid] for uuid in uuids]


def test_children_come_by_sequence_number():
    data = package({"А": "document", "Б": "А", "В": "А"})
    for one, number in zip(data["CFAssociations"][1:], (7, 3), strict=True):
        one["sequenceNumber"] = number
    tree, _notes = tree_of(data)
    assert names(tree, tree.children[uuid_of("А")], "Б", "В") == ["В", "Б"]


def test_without_sequence_codes_are_counted_as_people_do():
    codes = {"А": "2", "Б": "10", "В": "1"}
    data = package(
        dict.fromkeys(codes, "document"),
        items={name: {"humanCodingScheme": code} for name, code in codes.items()},
    )
    for one in data["CFAssociations"]:
        del one["sequenceNumber"]
    tree, _notes = tree_of(data)
    assert names(tree, tree.roots, *codes) == ["В", "А", "Б"]


def test_the_first_of_two_parents_counts_and_the_other_is_kept():
    data = package({"А": "document", "Б": "document", "В": "А"})
    data["CFAssociations"].append(association("В", "Б", sequenceNumber=1))
    tree, notes = tree_of(data)
    assert tree.children == {uuid_of("Б"): [uuid_of("В")]}
    assert [one.destination for one in tree.others] == [uuid_of("А")]
    assert notes["second_parent"] == ["В"]


def test_items_without_a_known_parent_go_to_the_end_and_are_told():
    data = package({"А": "nobody", "Б": "document"})
    data["CFAssociations"].append(association("stranger", "Б"))
    tree, notes = tree_of(data)
    assert tree.roots == [uuid_of("Б"), uuid_of("А")]
    assert notes["no_parent"] == ["А"]
    assert notes["unknown_item"] == [str(uuid_of("nobody")), str(uuid_of("stranger"))]


@pytest.mark.parametrize("tree", [{"А": "Б", "Б": "А"}, {"А": "А"}, {"А": "В", "Б": "А", "В": "Б"}])
def test_a_circle_is_refused_by_name(tree):
    with pytest.raises(CaseFileError, match="А → ") as caught:
        tree_of(package(tree))
    assert str(caught.value.place).startswith("$.CFAssociations[")


def test_a_tree_that_is_too_deep_is_refused():
    chain = ["document", *(f"item {number}" for number in range(13))]
    with pytest.raises(CaseFileError) as caught:
        tree_of(package(dict(zip(chain[1:], chain[:-1], strict=True))))
    assert caught.value.place == "$.CFItems[12]"
