"""Every code of QTI has words, and every word has a code that gives it."""

from __future__ import annotations

import re
from pathlib import Path

from assessment.wording.qti import QTI

ROOMS = ("assessment/formats/qti", "assessment/scoring/qti")
HOUSE = Path(__file__).resolve().parents[4]


def test_codes_and_words_are_the_same() -> None:
    sources = [path.read_text("utf-8") for room in ROOMS for path in (HOUSE / room).glob("*.py")]
    codes = {code for text in sources for code in re.findall(r'"(qti-[a-z][a-z-]*[a-z])"', text)}
    assert codes == set(QTI)
