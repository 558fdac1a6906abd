"""The arithmetic of the map against counting by hand."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.data import GRADE, PROGRAMME, SECTION, SUBJECT, TOPIC, Node, Tree
from learning_objects.coverage_map.adding import ObjectFacts, add_up, places_of
from learning_objects.coverage_map.data import ANY_KIND

KINDS = ("scenario", "material")


def make_tree() -> Tree:
    """Two subjects with a basic and an advanced programme, two grades, sections, topics."""
    nodes: dict[UUID, Node] = {}
    children: dict[UUID, list[UUID]] = {}

    def add(kind: str, above: tuple[UUID, ...], grade: int | None = None) -> tuple[UUID, ...]:
        uuid = UUID(int=len(nodes) + 1)
        nodes[uuid] = Node(
            uuid=uuid, key=str(uuid), kind=kind, title=kind, hours=1, content="", grade=grade,
            education_level="ООО", variant="", framework_key="frp",
            parent=above[-1] if above else None, ancestors=above, children=(),
        )  # fmt: skip
        for parent in above[-1:]:
            children.setdefault(parent, []).append(uuid)
        return (*above, uuid)

    for _subject in range(2):
        subject = add(SUBJECT, ())
        for _programme in range(2):
            programme = add(PROGRAMME, subject)
            for number in (8, 9):
                grade = add(GRADE, programme, number)
                for _section in range(2):
                    section = add(SECTION, grade, number)
                    for _topic in range(2):
                        add(TOPIC, section, number)
    return Tree(nodes, {}, (), "")


TREE = make_tree()
TOPICS = [node for node in TREE.nodes.values() if node.kind == TOPIC]
UNKNOWN = UUID(int=10_000).hex
objects = st.builds(
    ObjectFacts,
    kind=st.sampled_from(KINDS),
    month=st.integers(24_000, 24_040),
    votes=st.integers(0, 5),
    stars=st.integers(5, 25),
    nodes=st.lists(st.sampled_from([*(node.uuid.hex for node in TOPICS), UNKNOWN]), max_size=3),
)
libraries = st.lists(objects, max_size=12)


def on(one: ObjectFacts, place: tuple[UUID, int]) -> bool:
    """Say by looking at every node whether the object is at the place."""
    node, grade = place
    found = [TREE.nodes[UUID(uuid)] for uuid in one.nodes if UUID(uuid) in TREE.nodes]
    return any(node in (item.uuid, *item.ancestors) and grade in (0, item.grade) for item in found)


@given(libraries)
def test_every_cell_is_the_number_of_objects_linked(library):
    cells = add_up(TREE, library).cells
    for (node, grade, kind), cell in cells.items():
        here = [one for one in library if on(one, (node, grade)) and kind in ("", one.kind)]
        rated = [one for one in here if one.votes]
        assert cell.number == len(here)
        assert cell.rated == len(rated)
        assert cell.good == sum(one.stars >= 4 * one.votes for one in rated)
        assert cell.votes == sum(one.votes for one in rated)
        assert cell.stars == sum(one.stars for one in rated)
        assert cell.newest == max(one.month for one in here)
        assert cell.median in {one.month for one in here}
    for one in library:
        for node in TREE.nodes:
            if on(one, (node, 0)):
                assert (node, 0, one.kind) in cells


@given(libraries)
def test_kinds_add_up_to_all_of_them(library):
    cells = add_up(TREE, library).cells
    for (node, grade, kind), cell in cells.items():
        if kind == ANY_KIND:
            parts = [cells[key] for one in KINDS if (key := (node, grade, one)) in cells]
            for name in ("number", "rated", "good", "votes", "stars"):
                assert getattr(cell, name) == sum(getattr(part, name) for part in parts)


@given(libraries)
def test_what_lies_below_adds_up_when_every_object_has_one_topic(library):
    single = [one for one in library if len(one.nodes) == 1]
    counted = add_up(TREE, single)
    at = {key[:2]: cell.number for key, cell in counted.cells.items() if key[2] == ANY_KIND}
    for node in TREE.nodes.values():
        below = [child for child in TREE.nodes.values() if child.parent == node.uuid]
        if below:
            assert at.get((node.uuid, 0), 0) == sum(at.get((one.uuid, 0), 0) for one in below)
        if node.kind == SUBJECT:
            assert at.get((node.uuid, 0), 0) == sum(at.get((node.uuid, n), 0) for n in (8, 9))
    assert counted.objects == len(single)
    subjects = [node for node in TREE.nodes.values() if node.kind == SUBJECT]
    whole = sum(at.get((node.uuid, 0), 0) for node in subjects)
    assert whole + counted.nowhere == counted.objects


@given(libraries)
def test_with_several_topics_nobody_counts_twice_above(library):
    at = {key[:2]: cell.number for key, cell in add_up(TREE, library).cells.items() if not key[2]}
    for node in TREE.nodes.values():
        below = [child for child in TREE.nodes.values() if child.parent == node.uuid]
        if below:
            parts = [at.get((one.uuid, 0), 0) for one in below]
            assert max(parts) <= at.get((node.uuid, 0), 0) <= sum(parts)


@pytest.mark.parametrize("node", [TOPICS[0], TOPICS[-1]])
def test_a_topic_counts_at_all_above_and_in_the_grade_of_its_subject(node):
    places = places_of(TREE, node.uuid)
    assert places[-1] == (node.ancestors[0], node.grade)
    assert [uuid for uuid, _grade in places[:-1]] == [*node.ancestors, node.uuid]
    assert places_of(TREE, UUID(UNKNOWN)) == []
