"""The modes of scoring, each with the rule it follows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.outcome import ItemResponse, Verdict
from assessment.scoring.codes import Code
from assessment.scoring.exam_rules import EXAM_RULES, apply_rule
from assessment.scoring.item_scoring import score_item
from tests.factories.good_items import make_choices
from tests.factories.items import GOOD, make_interaction, make_part

D = Decimal
FIVE = make_choices("1", "2", "3", "4", "5")


def part(interaction, answer, points="1"):
    return score_item(make_part(interaction, points=points), ItemResponse({"p1": answer})).parts[0]


def points(interaction, answer, most="1"):
    return part(interaction, answer, most).points


@pytest.mark.parametrize(
    ("mode", "answer", "most", "expected"),
    [
        ("all_or_nothing", "ab", "2", "2"),
        ("all_or_nothing", "a", "2", "0"),
        ("net_correct", "a", "2", "1"),
        ("net_correct", "ac", "2", "0"),
        ("net_correct", "abc", "2", "1"),
        ("net_correct", "cde", "2", "0"),
        ("per_right", "ac", "2", "1"),
        ("per_right", "abc", "2", "0"),
        ("minus_one_per_error", "ab", "2", "2"),
        ("minus_one_per_error", "a", "2", "1"),
        ("minus_one_per_error", "abc", "2", "1"),
        ("minus_one_per_error", "ac", "2", "1"),
        ("minus_one_per_error", "cd", "2", "0"),
        ("minus_one_per_error", "acd", "2", "0"),
    ],
)
def test_sets(mode, answer, most, expected):
    made = {"type": "multiple_choice", "choices": FIVE, "key": ["a", "b"], "scoring": mode}
    assert points(made, list(answer), most) == D(expected)


def test_weights_are_clamped_and_told():
    choices = [
        {**c, "weight": w} for c, w in zip(FIVE, ["0.5", "0.5", "0.5", "-1", "0"], strict=True)
    ]
    made = {"type": "multiple_choice", "choices": choices, "key": ["a"], "scoring": "weights"}
    assert points(made, ["a"], "2") == 1
    assert points(made, ["a", "b", "c"], "2") == 2
    found = part(made, ["a", "d"], "2")
    assert (found.points, found.reasons[-1].code) == (0, Code.NOT_BELOW_NOUGHT)


def test_the_best_of_several_keys_counts():
    keys = {"key": ["a", "b"], "other_keys": [["c"]]}
    made = {"type": "multiple_choice", "choices": FIVE, **keys}
    assert [points(made, x) for x in (["a", "b"], ["c"], ["a", "c"])] == [1, 1, 0]


def test_nothing_chosen_is_right_where_nothing_is_to_be_chosen():
    made = {"type": "multiple_choice", "choices": FIVE, "key": []}
    assert part(made, []).verdict is Verdict.RIGHT
    assert part(made, None).verdict is Verdict.EMPTY
    assert points(made, ["a"]) == 0


@pytest.mark.parametrize(
    ("order", "mode", "answer", "expected"),
    [
        ("exact", "all_or_nothing", "3, 1; 4", "3"),
        ("exact", "all_or_nothing", "341", "0"),
        ("exact", "per_position", "319", "2"),
        ("exact", "per_position", "3144", "2"),
        ("exact", "minus_one_per_error", "31", "2"),
        ("exact", "minus_one_per_error", "3154", "2"),
        ("exact", "minus_one_per_error", "914", "2"),
        ("exact", "minus_one_per_error", "134", "1"),
        ("any", "all_or_nothing", "431", "3"),
        ("any", "all_or_nothing", "4311", "0"),
        ("any", "minus_one_per_error", "43", "2"),
        ("any", "per_position", "439", "2"),
        ("subsequence", "per_position", "34", "2"),
        ("subsequence", "per_position", "341", "2"),
        ("subsequence", "per_position", "0123145", "0"),
    ],
)
def test_sequences(order, mode, answer, expected):
    made = {"type": "digit_sequence", "keys": ["314"], "order": order, "scoring": mode}
    assert points(made, answer, "3") == D(expected)


@pytest.mark.parametrize(
    ("mode", "answer", "expected"),
    [
        ("exact", "bcad", "3"),
        ("exact", "cbad", "0"),
        ("position", "bcda", "1.5"),
        ("longest", "cadb", "2.25"),
        ("longest", "dacb", "0"),
        ("run", "bcda", "1.5"),
        ("run", "cadb", "2.25"),
        ("run", "dacb", "0"),
        ("next", "cadb", "2"),
        ("next", "dacb", "0"),
        ("next", "bcad", "3"),
        ("next_and_last", "bcda", "0.75"),
        ("next_and_last", "cbad", "1.5"),
        ("neighbours", "bcda", "1.125"),
        ("neighbours", "bcad", "3"),
        ("distance", "bcda", "2.5"),
        ("distance", "dacb", "1"),
        ("pairs", "dacb", "0"),
        ("pairs", "bcda", "2.5"),
    ],
)
def test_orders(mode, answer, expected):
    made = make_interaction("ordering", scoring=mode)
    assert points(made, list(answer), "3") == D(expected)


@pytest.mark.parametrize(
    ("mode", "answer", "expected"),
    [
        ("per_pair", {"a": "c", "b": "b"}, "1"),
        ("net_correct", {"a": "c", "b": "b"}, "0"),
        ("net_correct", {"a": "c"}, "1"),
        ("all_or_nothing", {"a": "c", "b": "a"}, "0"),
        ("minus_one_per_error", {"a": "c", "b": "a"}, "2"),
        ("minus_one_per_error", {"a": "c"}, "1"),
    ],
)
def test_pairs(mode, answer, expected):
    assert points(make_interaction("matching", scoring=mode), answer, "3") == D(expected)


def test_marking_the_whole_table_brings_no_more_than_its_right_marks_less_the_extra_ones():
    every = [[row, column] for row in "ab" for column in "ab"]
    assert points(make_interaction("table_matching"), every, "3") == 2


def test_what_belongs_nowhere_is_left_out():
    answer = {"a": "a", "b": "a", "c": "b", "d": "a"}
    assert points(make_interaction("grouping"), answer, "3") == 2


def test_markers_and_points_fall_into_regions():
    zones = make_interaction("drag_on_image", shows_zones=False)
    assert points(zones, {"a": [[10, 10]], "b": [["100", "95,5"]]}, "2") == 2
    assert points(zones, {"a": [[150, 10]], "b": [[100, 95]]}, "2") == 1
    spots = make_interaction("hotspot", shows_regions=False)
    assert points(spots, [[100, 120]]) == 1
    assert points(spots, [[100, 121]]) == 0
    assert points(spots, [[100, 100], [199, 149]]) == 0


@pytest.mark.parametrize(
    ("shape", "coords", "inside", "outside"),
    [
        ("rect", [0, 0, 10, 5], [10, 5], [10, 6]),
        ("ellipse", [10, 10, 6, 3], [16, 10], [16, 11]),
        ("poly", [0, 0, 10, 0, 0, 10], [5, 5], [6, 5]),
        ("poly", [0, 0, 10, 0, 10, 10, 5, 2, 0, 10], [1, 7], [5, 8]),
        ("default", [], [1, 1], None),
    ],
)
def test_shapes(shape, coords, inside, outside):
    made = make_interaction(
        "hotspot", regions=[{"id": "r", "shape": shape, "coords": coords}], key=["r"]
    )
    assert points(made, [inside]) == 1
    assert outside is None or points(made, [outside]) == 0


def test_near_points_do_not_pass_for_a_line():
    made = make_interaction("graph_plot", tolerance="0.5")
    assert points(made, [["0", "1"], ["0.1", "1.6"]]) == 0
    assert points(made, [["-2", "-3"], ["2", "5"]]) == 1
    assert part(made, [["0", "1"], ["0", "1"]]).verdict is Verdict.INVALID


def test_points_of_a_plane_are_assigned_as_well_as_can_be():
    made = make_interaction(
        "graph_plot", figure="points", key=[["0", "0"], ["1", "0"]], tolerance="0.6"
    )
    assert points(made, [["0.5", "0"], ["0", "0"]]) == 1
    broken = make_interaction(
        "graph_plot", figure="polyline", key=[["0", "0"], ["1", "2"], ["2", "0"]]
    )
    assert points(broken, [["2", "0"], ["1", "2"], ["0", "0"]]) == 1
    assert points(broken, [["0", "0"], ["2", "0"], ["1", "2"]]) == 0


def test_open_and_closed_ends_differ():
    made = make_interaction("number_line")
    closed = {"start": "-2", "end": None, "has_start": True, "has_end": False}
    assert points(made, {"intervals": [closed]}) == 0


@pytest.mark.parametrize("kind", ["multiple_choice", "hot_text", "table_matching"])
@settings(max_examples=20)
@given(data=st.data())
def test_the_order_of_a_set_makes_no_difference(kind, data):
    made, answer = make_interaction(kind), GOOD[kind][1]
    assert points(made, data.draw(st.permutations(answer))) == points(made, answer)


@pytest.mark.parametrize(
    "kind", ["matching", "grouping", "drag_words", "dropdown_gaps", "text_gaps"]
)
@settings(max_examples=30)
@given(data=st.data())
def test_a_right_pair_more_never_lowers_points_per_pair(kind, data):
    made, key = make_interaction(kind, scoring="per_pair"), GOOD[kind][1]
    known = sorted(key)
    kept = data.draw(st.lists(st.sampled_from(known), unique=True))
    more = data.draw(st.sampled_from(known))
    fewer = {place: key[place] for place in kept}
    assert points(made, {**fewer, more: key[more]}) >= points(made, fewer)


def test_every_examination_rule_makes_an_interaction():
    for name, rule in EXAM_RULES.items():
        assert rule.rule
        assert rule.source
        assert apply_rule(name, **_values(rule.interaction)).type == rule.interaction


def _values(kind):
    return {k: v for k, v in GOOD[kind][0].items() if k not in ("scoring", "rule", "order")}


def test_a_cell_that_cannot_be_read_takes_nothing_from_the_others():
    found = part(make_interaction("table_input"), {"c1": "4", "c2": "1,234.5"}, "2")

    assert (found.verdict, found.points) == (Verdict.INVALID, 1)
    assert found.reasons[0].code == Code.AMBIGUOUS_NUMBER
    assert not found.spends_try


def test_regions_have_no_weights():
    with pytest.raises(ValueError, match="no weights"):
        make_interaction("hotspot", scoring="weights")
