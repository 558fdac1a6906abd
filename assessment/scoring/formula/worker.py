"""The process that judges: a question a line, an answer a line, both JSON.

It is started by :mod:`judging` inside limits of memory and time, and killed when it overruns.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from assessment.scoring.formula.forms import has_form, is_unfinished
from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.school import read_school
from assessment.scoring.formula.statements import decide
from assessment.scoring.formula.tree import NotationRefused, Unsupported

DEEP = 5_000


def judge(  # noqa: PLR0911  # one return a verdict
    question: dict[str, Any],
) -> dict[str, Any]:
    """Return the verdict of one question: ``equality``, ``code`` and ``params``."""
    names = tuple(question["variables"])
    imaginary = question["domain"] == "complex"
    try:
        answer = read_school(question["answer"], variables=names, imaginary=imaginary)
    except NotationRefused as refusal:
        params = {"place": str(refusal.place), "piece": refusal.piece}
        return said(Equality.INVALID, refusal.code, params)
    try:
        key = read_school(question["key"], variables=names, imaginary=imaginary)
    except NotationRefused:
        return said(Equality.UNDECIDED, "formula.bad_key")
    if is_unfinished(answer, key):
        return said(Equality.UNDECIDED, "formula.unfinished_sum")
    try:
        equality = decide(answer, key, domain=question["domain"])
    except (Unsupported, RecursionError, ArithmeticError):
        return said(Equality.UNDECIDED, "formula.undecided")
    if equality is Equality.UNDECIDED:
        return said(equality, "formula.undecided")
    if equality is Equality.DIFFERENT:
        return said(equality, "formula.different")
    well_written = has_form(answer, key, question["form"])
    if well_written is None:
        return said(Equality.UNDECIDED, "formula.form_undecided")
    if not well_written:
        return said(Equality.WRONG_FORM, f"formula.not_{question['form']}")
    return said(equality, "formula.equal")


def said(equality: Equality, code: str, params: dict[str, str] | None = None) -> dict[str, Any]:
    """Return an answer as JSON has it."""
    return {"equality": equality.value, "code": code, "params": params or {}}


def main() -> None:
    """Answer until the input ends."""
    sys.setrecursionlimit(DEEP)
    for line in sys.stdin:
        try:
            answer = judge(json.loads(line))
        except Exception as error:  # whatever a library raises, a person decides
            params = {"error": type(error).__name__}
            answer = said(Equality.UNDECIDED, "formula.undecided", params)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
