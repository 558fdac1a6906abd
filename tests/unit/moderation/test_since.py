from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from moderation.changes import compare
from moderation.data import RemarkView
from moderation.since import since
from moderation.summary import summarise
from tests.factories.moderation import stage, text_block
from tests.unit.moderation.test_changes import content, lines_of


def remark(field="", block="", item=""):
    return RemarkView(
        uuid=uuid4(),
        severity="must",
        severity_label="",
        state="open",
        state_label="",
        place="",
        block=block,
        field=field,
        text="",
        round=1,
        author_name="",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        item=item,
    )


KEPT, REWORDED, GONE = (text_block(words, words) for words in ("a", "b", "c"))
LESSON = stage("Опыт", 20, KEPT, REWORDED, GONE)
NEW_BOARD = [KEPT, {**REWORDED, "value": "<p>другое</p>"}]
NEW_LESSON = {**LESSON, "value": {**LESSON["value"], "board": NEW_BOARD}}
OTHER = stage("Вывод", 25)


@pytest.mark.parametrize(
    ("place", "state"),
    [
        (("body", "a"), "unchanged"),
        (("body", "b"), "changed"),
        (("body", "c"), "gone"),
        (("body", LESSON["id"]), "changed"),
        (("body", OTHER["id"]), "unchanged"),
        (("body", ""), "changed"),
        (("summary", ""), "unchanged"),
        (("", ""), "changed"),
    ],
)
def test_a_remark_knows_what_became_of_its_place(place, state):
    changes = compare(content(body=[LESSON, OTHER]), content(body=[NEW_LESSON, OTHER]))
    found = since(changes, remark(*place))
    assert found.state == state
    assert bool(found.changes) == (state != "unchanged")


@pytest.mark.parametrize(
    ("item", "state"), [("l1", "unchanged"), ("l2", "changed"), ("l3", "gone")]
)
def test_an_item_is_followed_though_lines_came_before_it(item, state):
    old = lines_of("b", "Период маятника", "Масса не важна", "Угол")
    new = lines_of("b", "Вступление и цель", "Период маятника", "Масса почти не важна")
    changes = compare(content(body=[old]), content(body=[new]))
    assert since(changes, remark("body", "b", item)).state == state


def test_the_summary_counts_a_stage_with_a_changed_block_once():
    changes = compare(content(body=[LESSON, OTHER]), content(body=[NEW_LESSON], summary="Новое"))
    counted = {
        str(line.label): [number for _kind, number in line.counts] for line in summarise(changes)
    }
    assert [sum(numbers) for numbers in counted.values()] == [1, 2, 3]
