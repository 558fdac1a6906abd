"""GIFT as GIFT-grammar-PEG.js (MIT) parses it: its own test files and what it expects of them."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.formats.gift.parsing import parse_gift
from tests.conformance.gift_trees import as_json

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "data"
SHARED = Path(os.environ.get("MESH_SHARED_DATA", DEFAULT))
FILES = sorted((SHARED / "assessment" / "gift").glob("*.gift"))
pytestmark = pytest.mark.skipif(not FILES, reason="the shared data is not at hand")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_parses_as_the_grammar_does(file: Path) -> None:
    """Each file gives the parse that stands beside it."""
    expected = json.loads(
        file.with_suffix(".json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal
    )
    assert [as_json(entry) for entry in parse_gift(file.read_text("utf-8"))] == expected
