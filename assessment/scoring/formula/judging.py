"""Whether an answer equals a key.

What is built so far says «equal» of what is written alike and sends all else to a teacher: never a
false word, but much work for teachers. The engine that proves and refutes comes in its place.
"""

from __future__ import annotations

import unicodedata

from assessment.scoring.formula.judgement import Equality, FormulaJudgement

LONGEST = 1_000
_DASHES = str.maketrans("−–—×·∙", "---***")


def judge_formula(
    answer: str,
    key: str,
    *,
    variables: tuple[str, ...] = (),
    domain: str = "real",
    form: str = "any",
) -> FormulaJudgement:
    """Return whether ``answer`` equals ``key`` for all ``variables`` in ``domain``.

    Nothing is evaluated. ``variables``, ``domain`` and ``form`` do not matter to what is written
    like the key: it has its value and its form.
    """
    if len(answer) > LONGEST:
        return FormulaJudgement(Equality.INVALID, "formula.too_long")
    if _plain(answer) == _plain(key):
        return FormulaJudgement(Equality.EQUAL, "formula.same")
    return FormulaJudgement(Equality.UNDECIDED, "formula.undecided")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).translate(_DASHES).split())
