"""Content packages of QTI 3.0 made by another library's authors, good and faulty."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assessment.formats.exchange import ReadFile, Weight
from assessment.formats.qti.packages import read_qti

# What docs/conformance.md says of each: types of the items taken, codes of those refused.
TAKEN = {
    "valid-package": {"single_choice": 30, "essay": 17},
    "no-metadata": {"single_choice": 12, "essay": 33, "": 1},
    "no-max-score-all-items": {
        "single_choice": 2,
        "dropdown_gaps": 1,
        "essay": 1,
        "text_gaps": 1,
        "matching": 1,
        "hot_text": 1,
        "drag_words": 1,
        "qti": 1,
        "": 1,
    },
    "invalid-response-processing": {"single_choice": 7},
    "no-response-processing": {},
}
REFUSED = {
    "invalid-response-processing": {"qti-no-correct": 13},
    "no-response-processing": {"qti-no-response-processing": 1},
}
# Conditions of the test's own outcomes (passed or not) are not taken, and named.
OF_THE_PACKAGE = {"no-metadata": {"qti-no-metadata"}}


@pytest.fixture
def package(request: pytest.FixtureRequest, shared_data: Path) -> ReadFile:
    path = shared_data / "assessment" / "qti3-packages" / f"{request.param}.zip"
    if not path.is_file():
        pytest.skip(f"{path} is not at hand")
    return read_qti(path.read_bytes(), path.name)


@pytest.mark.parametrize(("package", "name"), [(n, n) for n in TAKEN], indirect=["package"])
def test_good_items_are_taken_and_faulty_ones_refused(package: ReadFile, name: str) -> None:
    taken = Counter(
        read.item.parts[0].interaction.type if read.item.parts else ""
        for read in package.items
        if read.item is not None
    )
    refused = [read for read in package.items if read.item is None]
    assert dict(taken) == TAKEN[name]
    assert Counter(read.problems[0].code for read in refused) == REFUSED.get(name, {})
    for read in refused:
        assert read.problems[0].weight is Weight.REFUSED
        assert read.problems[0].place.endswith(".xml")
    codes = {problem.code for problem in package.problems}
    assert codes == OF_THE_PACKAGE.get(name, {"qti-test-part"})
