"""What a learner does not see, in the words that stand in the form. No database."""

from __future__ import annotations

import pytest
from django.utils import translation

from assessment.fields import hidden_lines
from tests.factories.items import GOOD, make_part


def hidden(kind, **changes):
    item = make_part({"type": kind, **GOOD[kind][0], **changes})
    with translation.override("ru"):
        return {line.place: line.value for line in hidden_lines(item.parts[0])}


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [
        ("ordering", "ключ", "862, 1380, 1812, 1945"),
        ("table_matching", "ключ", "кит — дышит лёгкими, кит — живёт в воде, щука — живёт в воде"),
        ("hotspot", "ключ", "место 2"),
        ("drag_on_image", "места · место 1 · ключ", "предсердие"),
        ("table_input", "ячейки · 2 · x² · принимаемые числа · 1 · значение", "4"),
        ("number", "принимаемые ответы · 1 · значение", "1,5"),
        ("graph_plot", "ключ", "(0; 1); (1; 3)"),
        ("number_line", "промежутки · 1 · начало входит", "нет"),
    ],
)
def test_keys_are_shown_in_words_and_russian_numbers(kind, place, value):
    assert hidden(kind)[place] == value


@pytest.mark.parametrize("kind", ["matching", "grouping"])
def test_both_sides_of_a_key_have_their_own_words(kind):
    made = GOOD[kind][0]
    sides = ("left", "right") if kind == "matching" else ("entries", "groups")
    names, values = ({one["id"]: one["html"] for one in made[side]} for side in sides)
    shown = hidden(kind)
    for one, other in made["key"].items():
        if other is not None:
            assert shown[f"ключ · {names[one]}"] == values[other]


def test_a_region_is_called_by_its_label():
    regions = [{**one, "label": f"ядро {one['id']}"} for one in GOOD["hotspot"][0]["regions"]]
    assert hidden("hotspot", regions=regions)["ключ"] == "ядро r2"


def test_each_list_of_a_text_has_its_own_words():
    gaps = GOOD["dropdown_gaps"][0]["gaps"]
    words = {c["id"]: c["html"] for c in gaps[1]["choices"]}
    assert hidden("dropdown_gaps")["пропуски · 2 · ключ"] == words[gaps[1]["key"]]
