"""Pairs that others judged: equal is never said of what differs; what is not graded is counted.

The rows are in Maxima's notation; what has a counterpart in school notation is put into it by
:func:`to_school`, word for word, and the rest is not graded, by reason.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.judging import judge_formula

DATA = Path(os.environ.get("MESH_SHARED_DATA", "../shared/data"))
FILE = DATA / "assessment" / "formula-equivalence.json"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not FILE.exists(), reason="no shared data (MESH_SHARED_DATA)"),
]
FORMS = {"AlgEquiv": "any", "FacForm": "factored", "Expanded": "expanded",
         "LowestTerms": "lowest_terms"}  # fmt: skip
FUNCTIONS = {
    "sin", "cos", "tan", "cot", "sec", "csc", "cosec", "sinh", "cosh", "tanh", "exp", "sqrt",
    "abs", "ln", "log", "asin", "acos", "atan", "signum",
}  # fmt: skip
INTERVALS = {"oo": "()", "cc": "[]", "oc": "(]", "co": "[)"}
WORDS = {"or", "and", "not", "nounor", "nounand", "inf", "minf", "e", "i"}
LEAST_GRADED, LEAST_RIGHT = 150, 0.95


class NotSchool(Exception):
    """A row whose notation the school has not."""


def to_school(text: str) -> str:
    """Return a row's text in school notation; raise ``NotSchool`` with the reason."""
    if "#pm#" in text or ":=" in text or ":" in text:
        raise NotSchool("signs of Maxima")
    text = re.sub(
        r"\b(oo|cc|oc|co)\(([^(),]+),([^(),]+)\)",
        lambda m: f"{INTERVALS[m[1]][0]}{m[2]};{m[3]}{INTERVALS[m[1]][1]}",
        text,
    )
    text = re.sub(r"%(union|intersection)\((.+?[\])}]),(.+)\)$", _joined, text)
    if re.search(r"\[[^\];]*\]", text):
        raise NotSchool("lists and indices")
    for word, sign in (("%pi", "π"), ("%e", "e"), ("%i", "i"), ("minf", "(-∞)"), ("nounor", "or"),
                       ("nounand", "and"), ("#", "≠"), ("cosec", "csc"), ("signum", "sign")):  # fmt: skip
        text = text.replace(word, sign)
    text = re.sub(r"\bpi\b", "π", text)
    text = re.sub(r"\binf\b", "∞", text)
    text = re.sub(r"\blog\(", "ln(", text)
    names = set(re.findall(r"[A-Za-z_]\w*", text)) - FUNCTIONS - WORDS - {"sign"}
    if strange := {name for name in names if re.search(rf"\b{name}\(", text)}:
        raise NotSchool(f"functions of Maxima: {min(strange)}")
    if any(re.search(r"\d|_", name) for name in names) or names & {"true", "false", "all", "none"}:
        raise NotSchool("names with digits, words of logic")
    if "{" in text:
        text = text.replace(",", ";")
    if "," in text:
        raise NotSchool("commas")
    return text


def _joined(found: re.Match[str]) -> str:
    return f"{found[2]}{'∪' if found[1] == 'union' else '∩'}{found[3]}"


def names_of(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]\w*", text)) - FUNCTIONS - WORDS - {"sign"}


def judged(row: dict[str, Any]) -> tuple[bool | None, str]:
    """Return what the engine says of a row, or nothing and the reason."""
    form = FORMS.get(row["test"])
    if form is None:
        return None, f"{row['test']} is judged as a number or a quantity"
    try:
        answer, key = to_school(row["student"]), to_school(row["teacher"])
    except NotSchool as reason:
        return None, str(reason)
    if form in ("expanded", "lowest_terms") and key == "0":
        key = answer  # such a row asks for the form alone
    if {row["student"], row["teacher"]} == {"-inf", "minf"}:
        return None, "two words of Maxima for −∞"
    names = tuple(sorted(names_of(answer) | names_of(key)))
    imaginary = any("%i" in row[side] for side in ("student", "teacher"))
    said = judge_formula(
        answer, key, variables=names, domain="complex" if imaginary else "real", form=form
    )
    if said.equality in (Equality.UNDECIDED, Equality.INVALID):
        if os.environ.get("SHOW"):
            print(
                said.equality.value,
                said.code,
                row["student"],
                "|",
                row["teacher"],
                row["expected"],
                answer,
            )
        return None, f"{said.equality.value}: {said.code}"
    return said.equality is Equality.EQUAL, ""


def test_no_false_positive_and_hardly_a_false_negative() -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    graded, reasons, wrong = 0, Counter[str](), []
    of_alg_equiv = 0
    for row in rows:
        said, reason = judged(row)
        if said is None:
            reasons[reason] += 1
            continue
        graded += 1
        of_alg_equiv += row["test"] == "AlgEquiv"
        if said != bool(row["expected"]):
            wrong.append((row["test"], row["student"], row["teacher"], row["expected"]))
    print(f"graded {graded} of {len(rows)} ({of_alg_equiv} AlgEquiv), wrong {len(wrong)}")
    print(*wrong, *reasons.most_common(40), sep="\n")
    assert [one for one in wrong if not one[3]] == []
    assert graded >= LEAST_GRADED
    assert len(wrong) <= (1 - LEAST_RIGHT) * graded
