"""Every code that the engine can give has words in both languages."""

import re
from pathlib import Path

from django.utils.translation import override

from assessment.scoring import formula
from assessment.wording.formula import FORMULA
from assessment.wording.words import words_for

FORMS = ("same", "factored", "expanded", "lowest_terms", "single_fraction")


def test_every_code_has_words() -> None:
    folder = Path(formula.__file__).parent
    given = {
        code
        for file in folder.glob("*.py")
        for code in re.findall(r'"(formula\.[a-z_]+)"', file.read_text(encoding="utf-8"))
    }
    given |= {f"formula.not_{form}" for form in FORMS}
    assert given == FORMULA.keys()


def test_words_can_be_filled_in() -> None:
    for language in ("ru", "en"):
        with override(language):
            for code in FORMULA:
                assert "%(" not in words_for(code, {"piece": "(", "place": "3"})
