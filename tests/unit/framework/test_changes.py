from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from framework.changes import NodeState, Succession, map_changes

SPACE = UUID(int=7)


def state(name, title=None, parent=None, code=""):
    return NodeState(
        uuid5(SPACE, name), title or name, "", code, parent and uuid5(SPACE, parent), ()
    )


def tree(*states):
    return {one.uuid: one for one in states}


def follows(former, present, confidence="1"):
    return Succession(uuid5(SPACE, former), uuid5(SPACE, present), Decimal(confidence))


def lines(former, present, *successions):
    return [
        (
            change.kind,
            change.former.title if change.former else None,
            change.present.title if change.present else None,
        )
        for change in map_changes(former, present, successions)
    ]


def test_what_stays_the_same_has_no_line():
    same = tree(state("а"), state("б", parent="а"))
    assert lines(same, dict(same)) == []


def test_a_new_title_or_code_is_a_rename_and_another_parent_a_move():
    before = tree(state("а"), state("б"), state("в", parent="а"), state("г", code="1.1"))
    after = tree(
        state("а", "Альфа"), state("б"), state("в", "Ви", parent="б"), state("г", code="1.2")
    )
    assert lines(before, after) == [
        ("renamed", "а", "Альфа"),
        ("moved", "в", "Ви"),
        ("renamed", "г", "г"),
    ]


def test_a_split_names_every_part_and_the_node_itself_where_it_stays():
    before = tree(state("дроби"))
    assert lines(
        before,
        tree(state("дроби"), state("доли")),
        follows("дроби", "доли"),
    ) == [("split", "дроби", "дроби"), ("split", "дроби", "доли")]
    assert lines(
        before,
        tree(state("половины"), state("трети")),
        follows("дроби", "половины"),
        follows("дроби", "трети"),
    ) == [("split", "дроби", "половины"), ("split", "дроби", "трети")]


def test_a_merge_has_a_line_for_each_that_went():
    before = tree(state("а"), state("б"), state("в"))
    assert lines(before, tree(state("а"), state("б")), follows("в", "б")) == [("merged", "в", "б")]
    assert lines(before, tree(state("новое")), follows("а", "новое"), follows("б", "новое")) == [
        ("merged", "а", "новое"),
        ("merged", "б", "новое"),
        ("retired", "в", None),
    ]


def test_one_heir_alone_is_the_node_under_another_uuid():
    before = tree(state("а"), state("б", parent="а"))
    after = tree(state("а"), state("бэ", parent="а"))
    assert lines(before, after, follows("б", "бэ", "0.93")) == [("renamed", "б", "бэ")]
    assert lines(before, tree(state("а"), state("бэ")), follows("б", "бэ")) == [
        ("moved", "б", "бэ")
    ]


def test_what_comes_and_goes_without_a_word():
    assert lines(tree(state("а")), tree(state("б"))) == [
        ("retired", "а", None),
        ("added", None, "б"),
    ]


def test_statements_about_nodes_that_are_nowhere_are_left_out():
    assert lines(tree(state("а")), tree(state("а")), follows("а", "я"), follows("я", "а")) == []


_names = st.sampled_from("абвгд")
_trees = st.dictionaries(_names, st.tuples(st.sampled_from("XY"), st.none() | _names))


@given(_trees, _trees, st.lists(st.tuples(_names, _names), max_size=6))
def test_every_node_is_accounted_for_once_or_in_all_its_parts(before, after, stated):
    former = tree(*(state(name, title, parent) for name, (title, parent) in before.items()))
    present = tree(*(state(name, title, parent) for name, (title, parent) in after.items()))
    changes = map_changes(former, present, [follows(*pair) for pair in stated])
    gone = set(former) - set(present)
    new = set(present) - set(former)
    assert gone <= {change.former.uuid for change in changes if change.former}
    assert new <= {change.present.uuid for change in changes if change.present}
    for change in changes:
        assert change.former is None or change.former.uuid in former
        assert change.present is None or change.present.uuid in present
        assert (change.kind == "retired") == (change.present is None)
        assert (change.kind == "added") == (change.former is None)
    pairs = [(c.former and c.former.uuid, c.present and c.present.uuid) for c in changes]
    assert len(pairs) == len(set(pairs)) or len(stated) != len(set(stated))
