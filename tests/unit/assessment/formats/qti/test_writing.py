"""Items out as QTI and back: the same items, and the same points by processing of QTI alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.formats.qti.items import read_item
from assessment.formats.qti.markup import Version, to_identifier
from assessment.formats.qti.packages import read_qti
from assessment.formats.qti.writing import write_item, write_qti
from assessment.items.item import AssessmentItem
from assessment.items.outcome import ItemResponse, Verdict
from assessment.scoring.item_scoring import score_item
from assessment.scoring.qti.processing import process_item
from tests.factories.good_items import GOOD
from tests.factories.items import (
    TYPES,
    interactions,
    items,
    likely_answers,
    make_interaction,
    make_item,
    make_part,
)

NATIVE = tuple(kind for kind in TYPES if kind != "qti")
VERSIONS: tuple[Version, ...] = ("2.2", "3.0")


def _xml(item: AssessmentItem, version: Version = "3.0") -> str:
    written = write_item(item, version=version)
    assert written.content is not None
    return written.content.decode()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", NATIVE)
def test_every_interaction_comes_back_as_it_was(kind: str, version: Version) -> None:
    item = make_item(kind)
    read = read_item(_xml(item, version), place="x")
    assert read.problems == ()
    assert read.item == item


@settings(max_examples=50, deadline=None)
@given(items(kinds=NATIVE), st.sampled_from(VERSIONS))
def test_items_of_several_parts_come_back_as_they_were(
    item: AssessmentItem, version: Version
) -> None:
    read = read_item(_xml(item, version), place="x")
    assert read.item == item


def _side(pairs: Any) -> list[str]:
    return [f"l-{left} r-{right}" for left, right in pairs]


def to_qti(kind: str, answer: Any) -> dict[str, Any]:
    """Return an answer to a native interaction as a player of QTI gives it."""
    match kind:
        case "matching" | "grouping":
            return {"RESPONSE": _side(answer.items())}
        case "table_matching":
            return {"RESPONSE": _side(answer)}
        case "drag_words" | "drag_on_image":
            return {"RESPONSE": [f"{word} {gap}" for gap, word in answer.items()]}
        case "text_gaps" | "dropdown_gaps" | "table_input":
            return {f"RESPONSE_{n}": value for n, value in enumerate(answer.values(), 1)}
        case "true_false":
            return {"RESPONSE": "true" if answer else "false"}
        case _ if isinstance(answer, list):
            return {"RESPONSE": [to_identifier(str(entry)) for entry in answer]}
    return {"RESPONSE": answer}


# What other players compare letter by letter is left out.
SCORED = (
    *("single_choice", "true_false", "multiple_choice", "number", "dropdown_gaps", "drag_words"),
    *("matching", "table_matching", "ordering", "grouping", "hotspot", "drag_on_image"),
    *("hot_text", "table_input"),
)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", SCORED)
def test_a_player_of_qti_gives_all_points_to_the_key_and_none_to_nothing(
    kind: str, version: Version
) -> None:
    xml = _xml(make_item(kind), version)
    found = process_item(xml, to_qti(kind, GOOD[kind][1]))
    assert (found.score, found.max_score) == (2, 2)
    assert (found.unsupported, found.faults) == ((), ())
    assert process_item(xml, {}).score == 0


PARTLY: list[tuple[str, dict[str, Any], Any, str]] = [
    ("multiple_choice", {}, ["a"], "1"),
    ("multiple_choice", {}, ["a", "b"], "0"),
    ("multiple_choice", {"scoring": "per_right"}, ["a"], "1"),
    ("multiple_choice", {"scoring": "per_right"}, ["a", "c", "b"], "0"),
    ("multiple_choice", {"scoring": "all_or_nothing"}, ["a"], "0"),
    ("matching", {}, {"a": "c", "b": "b"}, "0.666666666667"),
    ("matching", {"scoring": "all_or_nothing"}, {"a": "c"}, "0"),
    ("ordering", {"scoring": "position"}, ["b", "c", "d", "a"], "1"),
    ("drag_words", {}, {"g1": "a"}, "1"),
    ("drag_words", {}, {"g1": "a", "g2": "b"}, "2"),
    ("dropdown_gaps", {}, {"g1": "a", "g2": "a"}, "1"),
    ("hot_text", {}, ["a"], "1"),
    ("hot_text", {}, ["a", "b", "c"], "0"),
    ("number", {}, "1.7", "0"),
]


@pytest.mark.parametrize(("kind", "changes", "answer", "points"), PARTLY)
def test_a_player_of_qti_gives_part_of_the_points(
    kind: str, changes: dict[str, Any], answer: Any, points: str
) -> None:
    item = make_part(make_interaction(kind, **changes), points="2")
    score = process_item(_xml(item), to_qti(kind, answer)).score
    assert score is not None
    assert float(score) == pytest.approx(float(points))


def _answered(data: Any, kind: str) -> tuple[AssessmentItem, Any, dict[str, Any]]:
    """Draw an item with one part, an answer to it, and the same answer for a player of QTI."""
    interaction = data.draw(interactions(kinds=(kind,)))
    item = make_part(interaction, points=data.draw(st.sampled_from(["1", "2", "3", "0.5"])))
    answer = data.draw(likely_answers(interaction))
    if kind in ("dropdown_gaps", "table_input"):
        answer = answer if isinstance(answer, dict) else {}
        gaps = interaction.gaps if kind == "dropdown_gaps" else interaction.cells
        return item, answer, to_qti(kind, {gap.id: answer.get(gap.id) for gap in gaps})
    return item, answer, to_qti(kind, answer)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(sorted({*SCORED} - {"drag_on_image", "true_false"})))
def test_this_library_qti_and_the_way_back_give_the_same_points(data: Any, kind: str) -> None:
    item, answer, given_to_qti = _answered(data, kind)
    written = write_item(item)
    assert written.content is not None
    xml = written.content.decode()
    response = ItemResponse({"p1": answer})
    native = score_item(item, response)
    read = read_item(xml, place="x")
    assert read.item is not None
    assert score_item(read.item, response) == native
    is_exact = not any(problem.code == "qti-mode" for problem in written.problems)
    is_a_set = not isinstance(answer, list) or len(answer) == len({*map(str, answer)})
    if is_exact and is_a_set and native.parts[0].verdict is not Verdict.INVALID:
        found = process_item(xml, given_to_qti).score
        assert found is not None
        assert float(found) == pytest.approx(float(native.points), abs=1e-5)


def test_what_others_do_in_another_way_is_named() -> None:
    house = {"qti-hints", "qti-part-feedback"}
    codes = {
        kind: {problem.code for problem in write_item(make_item(kind)).problems} - house
        for kind in ("quantity", "formula", "digit_sequence", "graph_plot", "ordering", "number")
    }
    assert codes == {
        "quantity": {"qti-units"},
        "formula": {"qti-formula"},
        "digit_sequence": {"qti-digits"},
        "graph_plot": {"qti-marked-by-people"},
        "ordering": {"qti-mode"},
        "number": set(),
    }


def test_a_file_changed_elsewhere_is_read_as_changed() -> None:
    xml = _xml(make_item("number")).replace(">1.5<", ">7<")
    read = read_item(xml, place="x")
    assert read.item is not None
    (part,) = read.item.parts
    assert part.interaction.type == "number"
    assert str(part.interaction.variants[0].value) in ("7", "7.0")


def test_markup_in_our_own_attributes_is_cleaned() -> None:
    item = make_item("single_choice", solution="<p>x</p>")
    xml = _xml(item).replace("&lt;p&gt;x&lt;/p&gt;", "&lt;script&gt;x&lt;/script&gt;")
    read = read_item(xml, place="x")
    assert read.item is not None
    assert "<script" not in str(read.item)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_package_is_the_same_bytes_and_comes_back(version: Version) -> None:
    several = [make_item(kind) for kind in NATIVE]
    media = {"map.png": b"\x89PNG map", "heart.png": b"\x89PNG heart"}
    first = write_qti(several, version=version, title="Контрольная", media=media)
    assert first == write_qti(several, version=version, title="Контрольная", media=media)
    found = read_qti(first.content, "test.zip")
    assert [read.item for read in found.items] == several
    assert {read.folder for read in found.items} == {("Контрольная", "Контрольная")}
    assert dict(found.media) == media
    assert found.problems == ()


def test_a_kept_item_goes_out_as_it_is_but_not_among_parts() -> None:
    kept = make_item("qti")
    assert write_item(kept).version == "2.2"
    parts = (*make_item("essay").parts, kept.parts[0].model_copy(update={"id": "p2"}))
    mixed = write_item(AssessmentItem(parts=parts))
    assert mixed.content is None
    assert [problem.code for problem in mixed.problems] == ["qti-composite"]
