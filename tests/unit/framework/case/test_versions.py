from uuid import uuid4

from framework.case.members import ASSOCIATION, DOCUMENT, ITEM
from framework.case.outgoing import Outgoing
from framework.case.versions import definitions_for, for_version, has_type, rubrics_for

OUT = Outgoing("proba", "ru", uuid4(), "Проба", "2026-03-01T10:00:00+00:00", True, True)


def test_1_0_has_no_members_that_came_later():
    document = {"title": "А", "frameworkType": "Б", "caseVersion": "1.1", "extensions": {"x": 1}}
    assert for_version(document, DOCUMENT, "1.1") == document
    assert for_version(document, DOCUMENT, "1.0") == {"title": "А"}
    item = {"fullStatement": "А", "subject": ["Физика"]}
    assert for_version(item, ITEM, "1.0") == {"fullStatement": "А"}
    end = {"title": "", "identifier": "x", "uri": "", "targetType": "CASE"}
    association = {"originNodeURI": end, "notes": "н"}
    assert for_version(association, ASSOCIATION, "1.0") == {
        "originNodeURI": {"title": "", "identifier": "x", "uri": ""}
    }


def test_types_that_came_later_do_not_go_out_with_1_0():
    for kind, versions in {
        "isChildOf": ["1.0", "1.1"],
        "isTranslationOf": ["1.1"],
        "ext:like": ["1.1"],
    }.items():
        found = [v for v in ("1.0", "1.1") if has_type({"associationType": kind}, v)]
        assert found == versions


def test_what_a_schema_demands_is_filled_in():
    kept = {"CFItemTypes": [{"identifier": str(uuid4())}], "extensions": {"x": 1}}
    (item_type,) = definitions_for(kept, OUT, "1.1")["CFItemTypes"]
    assert item_type["lastChangeDateTime"] == OUT.changed
    assert (item_type["title"], item_type["description"], item_type["hierarchyCode"]) == ("",) * 3
    assert "extensions" not in definitions_for(kept, OUT, "1.0")


def test_parts_of_rubrics_without_identifiers_get_lasting_ones():
    kept = [
        {
            "identifier": str(uuid4()),
            "CFRubricCriteria": [{"CFRubricCriterionLevels": [{"score": 1}, {"score": 2}]}] * 2,
        }
    ]
    first, again = (rubrics_for(kept, OUT, "1.1") for _ in range(2))
    assert first == again
    levels = [
        level["identifier"]
        for criterion in first[0]["CFRubricCriteria"]
        for level in criterion["CFRubricCriterionLevels"]
    ]
    assert len(set(levels)) == 4
