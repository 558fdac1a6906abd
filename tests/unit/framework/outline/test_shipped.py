"""The trees and crosswalks that the repository brings along."""

from collections import Counter
from functools import cache

import pytest

from framework.actions.importing import STARTER
from framework.data import ELEMENT, PROGRAMME, SECTION, SUBJECT, TOPIC
from framework.frp.files import read_programmes
from framework.outline.files import CROSSWALKS, TREES, read_crosswalk, read_outlines
from framework.outline.walking import walk
from framework.planning import ROOT_KEY, assign_keys, plan_programmes

CODIFIERS = ("ege", "oge")
WALKS = sorted(path.name for path in CROSSWALKS.glob("*.json"))


@cache
def trees():
    return {outline.framework.key: outline for outline in read_outlines()}


@cache
def steps(key):
    return {step.key: step for step in walk(trees()[key])}


@cache
def keys():
    """The keys of every node by framework; the federal programmes are those of the starter."""
    roots = plan_programmes(read_programmes(STARTER))
    assign_keys(roots, [])
    found = {key: set(steps(key)) for key in trees()}
    found[ROOT_KEY] = {node.key for root in roots for node in root.walk()}
    return found


def below(key, kind=None):
    return [
        step
        for step in steps(key.partition("/")[0]).values()
        if step.parent == key and kind in (None, step.node.kind)
    ]


def test_every_file_is_named_after_its_framework():
    assert {path.stem for path in TREES.glob("*.json")} == set(trees())
    assert set(trees()) == {"ege", "ib", "moskva", "oge"}


def test_kinds_and_notes():
    assert {key: tree.framework.kind for key, tree in trees().items()} == {
        "ege": "codifier",
        "oge": "codifier",
        "ib": "international",
        "moskva": "regional",
    }
    assert all(tree.framework.note for tree in trees().values())


def test_the_international_baccalaureate_has_its_parts():
    programmes = [step.key for step in steps("ib").values() if step.node.kind == PROGRAMME]
    assert programmes == ["ib/pyp", "ib/myp", "ib/dp"]
    assert len(below("ib/pyp/transdisciplinary-themes", TOPIC)) == 6
    assert len(below("ib/pyp/subjects", SUBJECT)) == 6
    assert len(below("ib/pyp/specified-concepts", TOPIC)) == 7
    assert len(below("ib/myp/subject-groups", SUBJECT)) == 8
    assert len(below("ib/myp/global-contexts", TOPIC)) == 6
    assert [len(below(f"ib/dp/group-{number}", SUBJECT)) for number in range(1, 7)] == [
        3,
        3,
        10,
        7,
        2,
        5,
    ]
    assert len(below("ib/dp/core", TOPIC)) == 3


def test_every_group_of_the_middle_years_names_three_or_four_of_sixteen_concepts():
    groups = [below(step.key, ELEMENT) for step in below("ib/myp/subject-groups")]
    assert [len(group) for group in groups] == [4, 4, 4, 3, 3, 4, 3, 4]
    assert len({step.node.name for group in groups for step in group}) == 16


def test_every_name_of_the_international_baccalaureate_is_given_in_english():
    assert all(step.node.title_en for step in steps("ib").values())


@pytest.mark.parametrize("exam", CODIFIERS)
def test_codes_follow_their_parents(exam):
    for step in steps(exam).values():
        parent = steps(exam).get(step.parent)
        if step.node.kind == SUBJECT or not step.node.code:
            continue
        outer = parent.node.code
        assert step.node.name == step.node.code.replace(".", "-")
        assert step.node.code.rpartition(".")[0] == outer, step.key


@pytest.mark.parametrize("exam", CODIFIERS)
def test_codes_are_unique_within_a_subject_and_count_without_gaps(exam):
    for subject in trees()[exam].nodes:
        inside = [
            step.node for key, step in steps(exam).items() if key.split("/")[1] == subject.name
        ]
        codes = [node.code for node in inside if node.code]
        assert len(codes) == len(set(codes))
    for step in steps(exam).values():
        numbers = [
            int(item.node.code.rpartition(".")[2]) for item in below(step.key) if item.node.code
        ]
        assert numbers == list(range(1, len(numbers) + 1)), step.key


@pytest.mark.parametrize("exam", CODIFIERS)
def test_every_subject_says_which_year_it_follows(exam):
    assert all(f"Кодификатор {exam_name(exam)}" in node.source for node in trees()[exam].nodes)
    assert all(node.source.endswith(" год") for node in trees()[exam].nodes)


def exam_name(exam):
    return {"oge": "ОГЭ", "ege": "ЕГЭ"}[exam]


@pytest.mark.parametrize(
    ("subject", "sections", "elements"),
    [
        ("oge/matematika", 8, 29),
        ("oge/fizika", 4, 59),
        ("oge/biologiya", 5, 26),
        ("oge/obschestvoznanie", 6, 61),
        ("ege/matematika", 7, 41),
        ("ege/obschestvoznanie", 5, 82),
        ("ege/istoriya", 3, 10),
    ],
)
def test_a_codifier_has_as_many_parts_as_the_published_one(subject, sections, elements):
    assert len(below(subject, SECTION)) == sections
    inside = [step for key, step in steps(subject[:3]).items() if key.startswith(f"{subject}/")]
    assert Counter(step.node.kind for step in inside)[ELEMENT] == elements


def test_the_hours_of_the_region_add_up():
    for step in steps("moskva").values():
        hours = [item.node.hours for item in below(step.key)]
        if step.node.hours and hours:
            assert sum(hours) == step.node.hours, step.key
    assert [item.node.hours for item in below("moskva/moskvovedenie/ooo")] == [34] * 5
    assert all(step.node.content for step in steps("moskva").values() if step.node.kind == TOPIC)


@pytest.mark.parametrize("name", WALKS)
def test_every_key_of_a_crosswalk_exists(name):
    walk = read_crosswalk(CROSSWALKS / name)
    assert name == f"{walk.source}-{walk.target}.json"
    assert [item.source for item in walk.matches if item.source not in keys()[walk.source]] == []
    assert [item.target for item in walk.matches if item.target not in keys()[walk.target]] == []


@pytest.mark.parametrize("name", WALKS)
def test_a_node_has_at_most_one_exact_match_each_way(name):
    exact = [item for item in read_crosswalk(CROSSWALKS / name).matches if item.relation == "exact"]
    assert len({item.source for item in exact}) == len(exact)
    assert len({item.target for item in exact}) == len(exact)


def test_there_are_enough_pairs():
    pairs = {name: len(read_crosswalk(CROSSWALKS / name).matches) for name in WALKS}
    assert pairs.keys() == {"ege-frp.json", "ib-frp.json", "oge-frp.json"}
    assert sum(pairs.values()) >= 150
