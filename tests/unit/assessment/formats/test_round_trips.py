"""Items out and back in: the same points for any response, or the difference is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.formats.exchange import Weight
from assessment.formats.registry import FORMATS
from assessment.items.item import AssessmentItem
from tests.factories.items import ENGINES, TYPES, items, make_item, responses
from tests.unit.assessment.formats.round_trips import (
    NEARLY,
    keeps_its_meaning,
    points_after,
    points_before,
)

NATIVE = tuple(kind for kind in TYPES if kind not in ENGINES)
FORMATS_THAT_WRITE = ("moodle", "gift", "aiken", "csv", "xlsx")
# What a format holds without a word about a change that counts.
HELD = {
    "moodle": {
        *("single_choice", "true_false", "multiple_choice", "short_answer", "number"),
        *("text_gaps", "dropdown_gaps", "matching", "ordering", "essay", "file"),
    },
    "gift": {"single_choice", "true_false", "multiple_choice", "short_answer", "number"}
    | {"matching", "essay"},
    "aiken": {"single_choice"},
    "csv": {
        *("single_choice", "true_false", "multiple_choice", "digit_sequence", "number"),
        *("quantity", "dropdown_gaps", "matching", "ordering", "grouping", "essay"),
    },
}
SLOW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def _write(name: str, *entries: AssessmentItem) -> Any:
    write = FORMATS[name].write
    assert write is not None
    return write(entries, (), {}, ())


@pytest.mark.parametrize("name", FORMATS_THAT_WRITE)
@pytest.mark.parametrize("kind", NATIVE)
def test_is_held_or_named(name: str, kind: str) -> None:
    """Every interaction is written and read back as itself, or a problem says why not."""
    item = make_item(kind, points="1")
    written = _write(name, item)
    held = HELD.get(name, HELD["csv"])
    if kind in held:
        assert keeps_its_meaning(written.problems), written.problems
        (entry,) = FORMATS[name].read(written.content).items
        assert entry.item is not None
        assert entry.item.parts[0].interaction.type == kind
    else:
        assert not keeps_its_meaning(written.problems)


@pytest.mark.parametrize("name", FORMATS_THAT_WRITE)
@given(data=st.data())
@SLOW
def test_same_points_for_any_response(name: str, data: st.DataObject) -> None:
    """Where no problem says otherwise, what is read back scores as what was written."""
    item = data.draw(items(kinds=NATIVE))
    written = _write(name, item)
    if not keeps_its_meaning(written.problems):
        return
    read = FORMATS[name].read(written.content)
    response = data.draw(responses(item))
    before, after = points_before(item, response), points_after(item, read, response)
    assert abs(before - after) <= NEARLY * max(item.points, 1), (response, written.content)


@pytest.mark.parametrize("name", FORMATS_THAT_WRITE)
def test_refused_items_are_not_written(name: str) -> None:
    """A kept QTI item is refused by name, and the file has nothing of it."""
    written = _write(name, make_item("qti"))
    assert [p.code for p in written.problems if p.weight is Weight.REFUSED] == [
        "formats.not-expressible"
    ]
    assert b"assessmentItem" not in written.content
