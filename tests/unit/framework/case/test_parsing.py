import json
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.case import parsing, values
from framework.case.errors import CaseFileError
from framework.case.hierarchy import build_hierarchy
from framework.case.parsing import parse_package, read_package
from tests.factories.case import DOCUMENT, association, item, package, uuid_of, write_package

GOOD = package({"А": "document", "Б": "А"})


def refusal(data):
    with pytest.raises(CaseFileError) as caught:
        parse_package(data, "case.json")
    assert str(caught.value.remedy)
    return str(caught.value.place)


def changed(*way, value):
    """Return the good package with one value replaced, or taken out where it is ``None``."""
    data = deepcopy(GOOD)
    here = data
    for step in way[:-1]:
        here = here[step]
    here[way[-1]] = value
    return data


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "$"),
        ({}, "$.CFDocument"),
        (changed("CFDocument", "identifier", value="1"), "$.CFDocument.identifier"),
        (changed("CFDocument", "title", value=" "), "$.CFDocument.title"),
        (changed("CFDocument", "creator", value=5), "$.CFDocument.creator"),
        (changed("CFItems", value=[]), "$.CFItems"),
        (changed("CFItems", value={}), "$.CFItems"),
        (changed("CFItems", 0, "identifier", value="нет"), "$.CFItems[0].identifier"),
        (changed("CFItems", 1, "identifier", value=str(uuid_of("А"))), "$.CFItems[1].identifier"),
        (changed("CFItems", 1, "identifier", value=DOCUMENT), "$.CFItems[1].identifier"),
        (changed("CFItems", 1, "fullStatement", value=None), "$.CFItems[1].fullStatement"),
        (changed("CFItems", 1, "educationLevel", value=[5]), "$.CFItems[1].educationLevel[0]"),
        (changed("CFItems", 1, "statusEndDate", value="вчера"), "$.CFItems[1].statusEndDate"),
        (
            changed("CFItems", 1, "lastChangeDateTime", value="2026"),
            "$.CFItems[1].lastChangeDateTime",
        ),
        (changed("CFItems", 1, "notes", value="\x00"), "$.CFItems[1].notes"),
        (changed("CFItems", 1, "notes", value="\ud800"), "$.CFItems[1].notes"),
        (
            changed("CFItems", 1, "licenseURI", value={"title": ""}),
            "$.CFItems[1].licenseURI.identifier",
        ),
        (
            changed("CFAssociations", 0, "associationType", value="isFriendOf"),
            "$.CFAssociations[0].associationType",
        ),
        (
            changed("CFAssociations", 0, "originNodeURI", value=None),
            "$.CFAssociations[0].originNodeURI",
        ),
        (
            changed("CFAssociations", 0, "sequenceNumber", value=1.5),
            "$.CFAssociations[0].sequenceNumber",
        ),
        (
            changed("CFAssociations", 0, "sequenceNumber", value=2**60),
            "$.CFAssociations[0].sequenceNumber",
        ),
        (
            changed("CFDefinitions", value={"CFConcepts": [{}]}),
            "$.CFDefinitions.CFConcepts[0].identifier",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data, place):
    assert refusal(data) == place


def test_the_limits_hold(monkeypatch):
    monkeypatch.setattr(parsing, "ITEMS_LIMIT", 1)
    assert refusal(GOOD) == "$.CFItems"
    monkeypatch.setattr(parsing, "ITEMS_LIMIT", 5)
    monkeypatch.setattr(values, "TEXT_LIMIT", 100)
    assert refusal(changed("CFItems", 0, "notes", value="я" * 101)) == "$.CFItems[0].notes"


def test_nesting_is_bounded():
    deep = []
    for _ in range(100):
        deep = [deep]
    assert refusal(changed("CFItems", 0, "extensions", value={"x": deep})).startswith(
        "$.CFItems[0].extensions"
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"a": NaN}', b'{"a": 1e999}', b'{"a":1,"a":1}'],
)
def test_a_file_that_is_no_json_is_refused(tmp_path, content):
    path = tmp_path / "плохой.json"
    path.write_bytes(content)
    with pytest.raises(CaseFileError) as caught:
        read_package(path)
    assert caught.value.file == "плохой.json"


def test_a_large_file_a_link_and_a_missing_one_are_refused(tmp_path, monkeypatch):
    path = write_package(tmp_path, GOOD)
    (tmp_path / "link.json").symlink_to(path)
    for name in ("link.json", "none.json", "."):
        with pytest.raises(CaseFileError):
            read_package(tmp_path / name)
    monkeypatch.setattr(parsing, "READER", parsing.FileReader(10, CaseFileError))
    with pytest.raises(CaseFileError, match="0 "):
        read_package(path)


def test_what_case_1_0_allows_is_read_like_1_1():
    data = changed("CFItems", 0, "educationLevel", value="05")
    data["CFItems"][0] |= {"statusStartDate": "2026-09-01T00:00:00Z", "statusEndDate": ""}
    data["CFDefinitions"] = []
    members = parse_package(data, "case.json").items[uuid_of("А")].members
    assert members["educationLevel"] == ["05"]
    assert members["statusStartDate"] == "2026-09-01"
    assert "statusEndDate" not in members


def test_moments_get_a_zone_and_identifiers_small_letters():
    data = changed("CFItems", 0, "lastChangeDateTime", value="2026-09-01T10:00:00")
    data["CFItems"][0]["identifier"] = data["CFItems"][0]["identifier"].upper()
    members = parse_package(data, "case.json").items[uuid_of("А")].members
    assert members["lastChangeDateTime"] == "2026-09-01T10:00:00+00:00"
    assert members["identifier"] == str(uuid_of("А"))


def test_unknown_members_are_told_once():
    data = package({"А": "document", "Б": "А"}, items={"А": {"x": 1}, "Б": {"x": 1}})
    data["CFOther"] = []
    found = parse_package(data, "case.json")
    assert found.notes.by_reason["unknown_member"] == ["$.CFOther", "$.CFItems[].x"]


def test_a_repeated_association_is_left_out_and_told():
    twice = association("Б", "А")
    data = package({"А": "document", "Б": "А"}, twice)
    assert len(parse_package(data, "case.json").associations) == 2


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
names = st.sampled_from(["А", "Б", "В", "document", "nobody"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_a_package_raises_anything_else(data):
    broken = json.loads(json.dumps(GOOD))
    part = data.draw(st.sampled_from(["CFDocument", "CFItems", "CFAssociations", "CFDefinitions"]))
    value = data.draw(anything)
    target = broken.get(part)
    if isinstance(target, list) and data.draw(st.booleans()):
        target = target[0]
    if isinstance(target, dict) and data.draw(st.booleans()):
        target[data.draw(st.sampled_from(sorted(target)))] = value
    else:
        broken[part] = value
    with suppress(CaseFileError):
        build_hierarchy(parse_package(broken, "case.json"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, names, st.none() | st.integers(0, 5)), max_size=8))
def test_any_associations_make_a_tree_or_are_refused(edges):
    data = package({}, *(association(o, d, sequenceNumber=n) for o, d, n in edges))
    data["CFItems"] = [item(name) for name in ("А", "Б", "В")]
    found = parse_package(data, "case.json")
    try:
        tree = build_hierarchy(found)
    except CaseFileError:  # a circle
        return
    placed = list(tree.roots)
    for identifier in placed:
        placed += tree.children.get(identifier, [])
    assert sorted(placed) == sorted(found.items)
