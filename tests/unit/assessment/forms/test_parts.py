"""Every interaction as a plain form, and what was sent as an answer. No database."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from assessment.forms.controls import CHECK, TEXT, Block, Control, pieces_of
from assessment.forms.parts import FORMS, make_forms, read_response
from assessment.items.learner import public_view
from assessment.learner_views import learner_view
from assessment.rich import render_html
from tests.factories.items import GOOD, TYPES, make_item, make_part

# What a person fills in for the answer of ``GOOD``: (slot, value).
FILLED: dict[str, list[tuple[str, str]]] = {
    "single_choice": [("choice", "b")],
    "true_false": [("choice", "true")],
    "multiple_choice": [("choice", "a"), ("choice", "c")],
    "hot_text": [("choice", "a"), ("choice", "c")],
    "hotspot": [("choice", "r2")],
    "short_answer": [("text", "Елка")],
    "digit_sequence": [("text", "3 1 4")],
    "number": [("text", "1,5")],
    "formula": [("text", "(x-1)*(x+1)")],
    "text_gaps": [("g1", "москва"), ("g2", "Москве–реке"), ("g3", "879")],
    "dropdown_gaps": [("g1", "a"), ("g2", "b")],
    "drag_words": [("g1", "a"), ("g2", "c")],
    "table_input": [("c1", "4"), ("c2", "9,0")],
    "matching": [("a", "c"), ("b", "a"), ("c", "b")],
    "table_matching": [("row-a", "a"), ("row-a", "b"), ("row-b", "b")],
    "ordering": [("a", "3"), ("b", "1"), ("c", "2"), ("d", "4")],
    "grouping": [("a", "a"), ("b", "a"), ("c", "b"), ("d", "")],
    "drag_on_image": [("z1", "a"), ("z2", "b")],
    "number_line": [("start0", "-2"), ("has_start0", "open"), ("has_end0", "open")],
    "graph_plot": [("point0x", "-1"), ("point0y", "-1"), ("point1x", "2"), ("point1y", "5")],
    "qti": [("RESPONSE", "a")],
}
ANSWERS = {kind: GOOD[kind][1] for kind in FILLED}


def sent(*pairs: tuple[str, str], part: str = "p1") -> QueryDict:
    data = QueryDict(mutable=True)
    for slot, value in pairs:
        data.appendlist(f"{part}:{slot}", value)
    return data


def view_of(item: Any) -> dict[str, Any]:
    return learner_view(item, 7)


def controls_of(form: Any) -> list[Control]:
    found: list[Control] = list(form.extras)
    for block in form.blocks:
        found += block.controls
        cells = [cell for row in block.rows for cell in row]
        found += [p for pieces in (block.pieces, *cells) for p in pieces if isinstance(p, Control)]
    return found


def test_there_is_a_form_for_every_interaction():
    assert set(FORMS) == set(TYPES)


@pytest.mark.parametrize("kind", sorted(FILLED))
def test_what_is_filled_in_is_the_answer(kind):
    read = read_response(view_of(make_item(kind)), sent(*FILLED[kind]))
    assert (read.response.answers["p1"], read.problems) == (ANSWERS[kind], {})


@pytest.mark.parametrize("kind", TYPES)
def test_a_form_has_named_fields_and_keeps_what_was_sent(kind):
    view = view_of(make_item(kind))
    data = sent(*FILLED.get(kind, []))
    (empty,), (form,) = make_forms(view), make_forms(view, data)
    assert all(control.name.startswith("p1:") and control.label for control in controls_of(empty))
    kept = {(c.name, c.value) for c in controls_of(form) if c.value or c.is_chosen}
    for slot, value in FILLED.get(kind, []):
        assert not value or (f"p1:{slot}", value) in kept


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_sent_is_no_answer_and_no_problem(kind):
    read = read_response(view_of(make_item(kind)), QueryDict())
    assert not read.response.answers["p1"]
    assert read.problems == {}


@pytest.mark.parametrize("kind", TYPES)
def test_absurd_values_are_read_without_fault(kind):
    view = view_of(make_item(kind))
    names = {control.name for control in controls_of(make_forms(view)[0])}
    for value in ("", "нет", "9" * 50, "[", "²", "-1"):
        data = QueryDict(mutable=True)
        for name in names:
            data.appendlist(name, value)
        read_response(view, data)
        make_forms(view, data)


def test_a_drawing_shows_the_picture_to_draw_on():
    ground = {"image": "a.png", "alternative": "линза", "width": 60, "height": 40}
    (form,) = make_forms(view_of(make_part({"type": "drawing", **GOOD["drawing"][0], **ground})))
    block = form.blocks[0]
    assert (block.kind, block.src, block.alternative) == ("image", "a.png", "линза")
    (bare,) = make_forms(view_of(make_part({"type": "drawing", **GOOD["drawing"][0], "image": ""})))
    assert "image" not in [block.kind for block in bare.blocks]


def test_two_with_one_number_are_no_order():
    view = view_of(make_item("ordering"))
    read = read_response(view, sent(("a", "1"), ("b", "1")))
    assert "p1" in read.problems
    assert make_forms(view, sent(("a", "1"), ("b", "1")), read.problems)[0].problem


def test_half_a_point_is_told():
    assert read_response(view_of(make_item("graph_plot")), sent(("point0x", "1"))).problems["p1"]


def test_an_end_must_belong_or_not():
    assert read_response(view_of(make_item("number_line")), sent(("start0", "1"))).problems["p1"]


def test_hidden_places_are_asked_as_points():
    view = view_of(make_part({**GOOD["hotspot"][0], "type": "hotspot", "shows_regions": False}))
    read = read_response(view, sent(("point0x", "10"), ("point0y", "20")))
    assert read.response.answers["p1"] == [["10", "20"]]
    zones = {**GOOD["drag_on_image"][0], "type": "drag_on_image", "shows_zones": False}
    read = read_response(view_of(make_part(zones)), sent(("label-a-0x", "1"), ("label-a-0y", "2")))
    assert read.response.answers["p1"] == {"a": [["1", "2"]]}


def test_a_number_with_its_unit_is_kept_as_typed():
    read = read_response(view_of(make_item("quantity")), sent(("number", "10"), ("unit", "м/с")))
    assert read.response.answers["p1"] == {"number": "10", "unit": "м/с"}


def test_marks_hints_and_tries_go_with_the_answer():
    data = sent(("text", "Работа"), ("mark-k1", "2"), ("hints", "1"), ("tries", "2"))
    response = read_response(view_of(make_item("essay")), data).response
    assert response.marks["p1"] == {"k1": Decimal(2)}
    assert (response.hints["p1"], response.tries["p1"]) == (1, 2)


def test_a_file_is_named():
    files = MultiValueDict({"p1:file": [SimpleUploadedFile("работа.pdf", b"x")]})
    read = read_response(view_of(make_item("file")), QueryDict(), files)
    assert read.response.answers["p1"] == ["работа.pdf"]
    read = read_response(view_of(make_item("audio")), QueryDict(), files)
    assert read.response.answers["p1"] == "работа.pdf"


def test_forms_are_made_of_the_public_view_alone():
    item = make_item("short_answer")
    assert make_forms(public_view(item, seed=1))[0].prompt == item.parts[0].prompt


PICTURE = '<img src="/items/x/files/a.png" alt="ключ">'


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        ("matching", "right", {}),
        ("grouping", "groups", {}),
        ("drag_words", "words", {}),
        ("drag_on_image", "labels", {}),
        ("drag_on_image", "labels", {"shows_zones": False}),
    ],
)
def test_a_picture_among_the_words_of_a_list_is_shown_and_named(kind, field, values):
    item = make_item(kind)
    interaction = item.parts[0].interaction.model_dump()
    interaction[field][0]["html"] = PICTURE
    (form,) = make_forms(view_of(make_part({**interaction, **values})))
    shown = [piece for block in form.blocks for piece in block.pieces if "<img" in str(piece)]
    assert len(shown) == 1
    assert "<figcaption>ключ</figcaption>" in str(shown[0])
    words = [str(option.html) for control in controls_of(form) for option in control.options]
    assert (not values and "ключ" in words) or (values and "ключ" in str(form.blocks))


def shown(block: Any) -> str:
    return render_to_string("assessment/_block.html", {"block": block})


def test_what_a_gap_touches_stays_on_its_line():
    text = "<p>Так ({{g1}}), <b>про{{g2}}шествие</b> {{g3}} {{нет}}.</p>"
    kept = pieces_of(text, {name: Control(TEXT, name, name) for name in ("g1", "g2", "g3")})
    controls = [piece for piece in kept if isinstance(piece, Control)]
    assert [(one.before, one.after) for one in controls] == [
        ("(", "),"),
        ("про", "шествие"),
        ("", ""),
    ]
    page = shown(Block("text", pieces=kept))
    bare = re.sub(r"<label.*?</label>", "_", page)
    assert '<p>Так <span class="answer__held">(_),</span> <b>' in bare
    assert '<b><span class="answer__held">про_шествие</span></b>' in bare
    assert "{{нет}}.</p>" in bare


@given(st.text("аб .,()«»&<>{}g1\n", max_size=60))
def test_no_character_of_a_text_is_lost_at_a_gap(text):
    cut = pieces_of(text, {"g1": Control(TEXT, "g1", "g1")})
    joined = "".join(
        f"{one.before}{{{{g1}}}}{one.after}" if isinstance(one, Control) else one for one in cut
    )
    assert joined == render_html(text)


def test_a_comma_follows_the_word_of_a_box_without_a_space():
    control = Control(CHECK, "c", "улыбаясь", "a")
    page = shown(Block("text", pieces=pieces_of("Она, {{a}}, стала", {"a": control})))
    assert "<span>улыбаясь</span></label>, стала" in page


@pytest.mark.parametrize("belongs", [[], [("has_start0", "open"), ("has_end0", "open")]])
def test_a_word_for_an_end_is_said_to_be_no_number(belongs):
    view = view_of(make_part({"type": "number_line", **GOOD["number_line"][0]}))
    read = read_response(view, sent(("start0", "abc"), ("end0", "2"), *belongs))
    assert "abc" in read.problems["p1"]


@pytest.mark.parametrize("kind", ["hotspot", "hot_text", "multiple_choice"])
@pytest.mark.parametrize(("most", "expected"), [(1, "radio"), (2, "checkbox")])
def test_where_one_may_be_chosen_there_are_radios(kind, most, expected):
    made = {"type": kind, **GOOD[kind][0], "at_most": most}
    made |= {"key": [made["key"][0]]}
    (form,) = make_forms(view_of(make_part(made)))
    pieces = [one for block in form.blocks for one in (*block.controls, *block.pieces)]
    kinds = {one.kind for one in pieces if isinstance(one, Control)}
    assert kinds == {expected}
